"""The Chinese words for units, classifiers and counted nouns."""

from sources.reading.wordlists import table, words

MONEY = table(
    """
CNY: 角 毛 角钱 毛钱 元 块 块钱 元钱 圆 人民币 元人民币 人民币元 RMB 块人民币 圆人民币
USD: 美元 美圆 美金 美刀 US$
EUR: 欧元
GBP: 英镑 英鎊
JPY: 日元 日圆 日圓 日币 日幣 円
HKD: 港元 港币 港幣 港圆 港纸 HK$ 蚊
TWD: 新台币 新臺幣 新台幣 台币 台幣 NT$
MOP: 澳门元 澳门币 葡币
KRW: 韩元 韩圆 韩币 韓元 韓圜 韓圓 韓幣
KPW: 朝鲜元 朝鲜圆
RUB: 卢布 盧布 俄罗斯卢布
INR: 印度卢比 卢比 盧比
PKR: 巴基斯坦卢比
LKR: 斯里兰卡卢比
NPR: 尼泊尔卢比
IDR: 印尼盾 印度尼西亚盾 印尼卢比 印尼盧比
VND: 越南盾
THB: 泰铢 泰銖
MYR: 林吉特 令吉 马币
SGD: 新加坡元 新元 新币 坡币
PHP: 菲律宾比索
AUD: 澳元 澳大利亚元 澳币 澳洲元
NZD: 新西兰元 纽币 纽元
CAD: 加元 加拿大元 加币
CHF: 瑞士法郎 瑞郎
SEK: 瑞典克朗
NOK: 挪威克朗
DKK: 丹麦克朗
CZK: 捷克克朗
PLN: 兹罗提 波兰兹罗提
HUF: 福林
TRY: 土耳其里拉 里拉
QAR: 卡塔尔里亚尔
SAR: 沙特里亚尔
IRR: 伊朗里亚尔
OMR: 阿曼里亚尔
AED: 迪拉姆 阿联酋迪拉姆
KWD: 科威特第纳尔
IQD: 伊拉克第纳尔
AFN: 阿富汗尼
ILS: 谢克尔 新谢克尔
EGP: 埃及镑
UAH: 格里夫纳
KZT: 坚戈
BRL: 雷亚尔 巴西雷亚尔
MXN: 墨西哥比索
ARS: 阿根廷比索
CLP: 智利比索
ZAR: 兰特
NGN: 奈拉
KES: 肯尼亚先令
BTC: 比特币
cent: 美分 欧分 分钱
"""
)

MEASURES = table(
    """
percent: % ％ 个百分比 百分比
percentage point: 个百分点 百分点
per mille: ‰
basis point: 个基点 基点
times: 倍
metre: 米 公尺 m 米长
kilometre: 公里 千米 km KM Km 公里长
centimetre: 厘米 公分 cm CM
millimetre: 毫米 mm 公厘
decimetre: 分米 dm
micrometre: 微米 μm
nanometre: 纳米 nm
mile: 英里 哩 mile miles
nautical mile: 海里 浬
foot: 英尺 呎 feet foot ft
inch: 英寸 吋
yard: 码
li: 里 里地 华里
zhang: 丈
chi: 尺
light-year: 光年
square metre: 平方米 平米 平方公尺 ㎡ m2 m² 平方
square kilometre: 平方公里 平方千米 km2 km²
square centimetre: 平方厘米
square millimetre: 平方毫米
square decimetre: 平方分米
square mile: 平方英里
square foot: 平方英尺 平方呎
hectare: 公顷
acre: 英亩
mu: 亩 畝
cubic metre: 立方米 立方公尺 m³ m3 立方
cubic kilometre: 立方公里 立方千米
cubic centimetre: 立方厘米 cc
cubic decimetre: 立方分米
cubic foot: 立方英尺
litre: 升 公升 L
millilitre: 毫升 ml mL
barrel: 桶
gallon: 加仑
kilogram: 公斤 千克 kg KG Kg
gram: 克 g
milligram: 毫克 mg
microgram: 微克 μg
tonne: 吨 噸 公吨 吨重 t
kilotonne: 千吨
megatonne: 兆吨
pound: 磅
ounce: 盎司 安士
jin: 斤 市斤
liang: 两 兩 市两
carat: 克拉
degree celsius: 摄氏° 摄氏度 ℃ °C 度C 攝氏度
degree fahrenheit: 华氏度 ℉ °F 華氏度
kelvin: 开尔文
degree: 度 °
year: 年 周年 載 载 整年
month: 个月 個月 个多月 月
quarter: 个季度 个季
week: 周 星期 个星期 周时间 礼拜 个礼拜 週
day: 天 日 昼夜 个昼夜 天时间
hour: 个钟 小时 个小时 小時 個小時 个钟头 钟头 h 工时
minute: 分钟 分半钟 分鐘 分钟时间 min
second: 秒 秒钟 秒鐘
millisecond: 毫秒
decade: 个年代
century: 个世纪 世纪
joule: 焦耳 焦
kilojoule: 千焦
calorie: 卡路里
kilocalorie: 千卡 大卡
kilowatt hour: 千瓦时 千瓦小时 度电 kWh
megawatt hour: 兆瓦时 MWh
watt hour: 瓦时
watt: 瓦 瓦特 W
kilowatt: 千瓦 kW KW
megawatt: 兆瓦 MW
gigawatt: 吉瓦 GW
terawatt: 太瓦
British thermal unit: 英热 英热单位 英热量单位
volt: 伏 伏特 V
kilovolt: 千伏 kV
ampere: 安培
hertz: 赫兹 赫 Hz
kilohertz: 千赫 千赫兹 kHz
megahertz: 兆赫 兆赫兹 MHz
gigahertz: 吉赫 吉赫兹 GHz
byte: 字节
bit: 比特
kilobyte: KB 千字节
megabyte: MB 兆字节 兆B
gigabyte: GB 吉字节
terabyte: TB 太字节
decibel: 分贝
pascal: 帕 帕斯卡
hectopascal: 百帕
kilopascal: 千帕
megapascal: 兆帕
twenty-foot equivalent unit: 标箱 标准箱 TEU 个标箱 个标准箱
kilometre per hour: km/h 公里/小时 公里每小时 千米/小时 千米每小时 公里/时 千米/时
metre per second: m/s 米/秒 米每秒
mile per hour: 英里/小时 英里每小时
kilometre per second: 公里/秒 千米/秒 公里每秒 千米每秒
knot: 节
"""
)

AGE = words("周岁 岁 歲 週歲 岁大 岁高龄")

CLASSIFIERS = words(
    """
个 個 只 隻 条 條 项 項 种 種 类 類 件 份 张 張 家 所 座 栋 幢 间 間 部 辆 輛 架 艘 列 台 臺 枚 颗 顆 粒 块 片
根 支 枝 把 套 批 组 組
对 對 双 雙 场 場 次 回 趟 轮 輪 届 屆 起 宗 例 笔 筆 本 册 冊 篇 封 首 幅 部分 阶段 階段 级 級 层 層 步 点 點
句 段 章 节 節 期 集 队 班
排 行 门 門 口 头 頭 匹 棵 株 朵 滴 杯 瓶 盒 箱 袋 包 车 船 处 處 名 位 人 户 戶 国 國 省 市 县 区 州 村 镇 乡
街 方面 方 大 款 代 番 局
票 席 字 页 頁 声 眼 拳 脚 盏 扇 面 尊 樽 顶 頂 床 餐 桌 堂 课 科 名次 架次 人次 艘次 辆次 列次 班次 场次 批次
件次 户次 台次 例次 手 伙 股 道
则 則 重 成 味 盘 发 枪 炮 世 任 员 强 年期 天量 单 單
"""
)

PERSONS = words(
    """
人 名 位 口人 个人 個人 口 人员 難民 难民 平民 士兵 军人 官兵 官员 学生 乘客 旅客 公民 居民 侨民 妇女 儿童 孩子
男子 女子 记者 医生 患者 病人
员工 工人 职工 教师 老师 专家 代表 议员 警察 嫌疑人 嫌犯 罪犯 囚犯 人质 俘虏 伤员 志愿者 选手 运动员 队员 成员
外交官 翻译 使节 游客 观众 村民
市民 农民 网民 用户 会员 客户 受害者 遇难者 伤者 死者 病例 武装分子 恐怖分子 示威者 抗议者 移民 劳工 雇员
工作人员 机组人员 外籍人士 人士 外国人
美国人 阿富汗人 以色列人 巴勒斯坦人 卡塔尔人 中国人 持有者 部队 军队 兵力 大军 官 将领 将军 店员
女性 男性 老人 老年人 青年 青少年 少年 婴儿
学员 考生 毕业生 消费者 股东 董事 候选人 选民 党员 干部 代表团成员 飞行员 船员 司机 护士 法官 律师 商人 企业家
科学家 学者 作家 艺术家 演员 球员 歌手
丈夫 妻子 儿子 女儿 兄弟 姐妹 朋友 同事 同学 邻居 亲属 家属 孤儿 烈士 战士 人口 特工 雇佣兵
战俘 外国公民 部长 大使 总统 国王
"""
)

NOUNS = table(
    """
aircraft: 飞机 飛機 战机 戰機 战斗机 客机 直升机 运输机 无人机 轰炸机 军机
flight: 航班 班机
ship: 船只 船 船舶 货轮 油轮 军舰 舰艇 军舰艇 渔船 轮船
vehicle: 车辆 汽车 轿车 卡车 客车 货车 坦克车
tank: 坦克
missile: 导弹
rocket: 火箭 火箭弹
bomb: 炸弹
animal: 动物 動物 牲畜 牲口 家畜 家禽 奶牛 肉牛 水牛 活牛 绵羊 山羊 生猪 骆驼 鸭子 鲸鱼 鯨魚 领航鲸 領航鯨 海豚
animal: 鲨鱼 海龟 企鹅 大象 狮子 老虎 兔子 猴子 袋鼠 考拉 蜜蜂
country: 国家 國家 国
meal: 餐食 餐 盒饭 饭菜
embassy: 大使馆 使馆
city: 城市
province: 省份 省
county: 县
village: 村庄 村 村子
state: 州
region: 地区 地區
company: 公司 企业 企業
bank: 银行
school: 学校 學校
university: 大学 高校
hospital: 医院 醫院
house: 房屋 住房 住宅 民房
building: 建筑 建筑物 楼房
airport: 机场
port: 港口
household: 户 家庭 户家庭 戶
family: 户人家
agreement: 协议 协定
treaty: 条约
contract: 合同
project: 项目
case: 案件 案例 病例
stage: 阶段
phase: 期
dose: 剂 剂次 剂疫苗
person-time: 人次
aircraft movement: 架次
ship movement: 艘次
seat: 席位 席 座席
vote: 票 选票
goal: 进球
gold medal: 金牌 枚金牌
medal: 奖牌
shot: 枪
book: 书 图书
kind: 种 種 类
item: 项 件
container: 集装箱
camp: 营地 难民营
base: 基地 军事基地
terminal: 码头 终端
share: 股 股份
part: 部分
reason: 原因 理由
meeting: 会议
round: 轮
time: 次 回 趟
"""
)

CLASSIFIER_UNITS = {
    **dict.fromkeys(PERSONS[:6], "person"),
    "架": "aircraft",
    "艘": "ship",
    "辆": "vehicle",
    "輛": "vehicle",
    "户": "household",
    "戶": "household",
    "次": "time",
    "人次": "person-time",
    "架次": "aircraft movement",
    "头": "animal",
    "頭": "animal",
    "国": "country",
    "國": "country",
    "票": "vote",
    "席": "seat",
}
"""What a classifier alone says is counted, when no noun follows that says it better."""
