"""Trade synonyms: words that answer one question in the news, the accounts and the statistics of either language.

General knowledge, written by hand, for what a dictionary of glosses does not tell: that a death toll, the killed and
the lives lost are one figure, and so are turnover, sales and revenue. A word may stand in several lines.
"""

from collections import defaultdict
from functools import cache

from claims.similarity.stems import stem

_CLASSES = """
    die death kill fatality fatal perish toll lives casualty victim lose / 死亡 遇难 丧生 身亡 罹难 死 死者 致死 丧命 亡
    injure wound hurt injury / 受伤 伤 伤者 负伤 致伤 打伤
    missing unaccounted disappear vanish / 失踪 失联 下落不明
    survive survivor alive / 幸存 生还 幸存者 生还者
    rescue save recover / 救出 获救 救起 营救 解救 救援
    evacuate airlift relocate move transfer / 撤离 转移 疏散 撤出 安置 撤走
    displace homeless flee refugee / 流离失所 无家可归 逃离 背井离乡
    affect hit impact suffer / 受灾 影响 受影响 受到影响 波及
    detain arrest custody / 逮捕 拘留 被捕 抓获 拘捕
    revenue sale turnover / 收入 营收 营业额 销售额 营业收入 总收入 总营收 净销售额
    income profit earning / 利润 净利润 盈利 净收入 收益 净利 纯利
    revenue income / 收入 总收入 净收入
    cost price expense spend expenditure invest investment worth / 投资 总投资 投资额 造价 耗资 成本 斥资 总投资额 费用
    loss damage / 损失 经济损失 亏损
    pledge promise commit vow / 承诺 许诺 允诺
    donate give provide send deliver offer / 捐赠 提供 援助 捐款 运送 送 交付 运抵
    aid assistance relief / 援助 救援物资 物资 救助 援助物资
    open inaugurate unveil launch / 开通 开放 启用 开业 通车 落成 揭幕 投入使用 开幕 开通运营 投入运营
    establish found set create form open unveil / 成立 设立 建立 创立 创办 创建 组建
    begin start commence kick / 开始 开工 启动 动工 展开 开建 兴建
    finish complete conclude / 完成 竣工 完工 建成 结束 落成
    build construct construction / 建设 建造 修建 兴建 施工 建成
    launch lift blast / 发射 升空
    return / 返回 归来 回归
    land touch arrive / 着陆 降落 抵达 到达 落地
    leave depart take / 起飞 离开 出发 启程
    crash wreck / 坠毁 失事 空难 坠机
    collapse topple / 倒塌 坍塌 垮塌
    destroy demolish ruin wipe / 毁 摧毁 损毁 毁坏 被毁 全毁 烧毁
    damage / 损坏 受损 毁坏 损毁
    burn torch scorch destroy consume ravage char / 烧毁 过火 烧 焚毁
    forest woodland wood / 森林 林地 树林
    strike hit occur happen / 发生 袭击
    quake earthquake tremor temblor / 地震 强震 震
    flood inundate deluge / 洪水 洪灾 水灾 洪涝
    rain rainfall precipitation / 降雨 暴雨 降水 降雨量 降水量 强降雨
    house home dwelling / 房屋 住宅 民房 住房 房子
    livestock cattle animal / 牲畜 家畜 牲口
    child kid minor / 儿童 孩子 小孩
    aboard board carry / 机上 船上 载有 搭载 载 车上 机上人员
    passenger traveller traveler rider / 乘客 旅客 人次
    crew / 机组 机组人员 船员 乘务员
    length long / 全长 总长 长 长度 线路全长
    high height tall altitude / 高度 高 海拔
    depth deep below / 深度 深
    speed / 时速 速度
    last duration journey trip travel / 历时 耗时 历经 用时 行程
    population inhabitant resident / 人口 居民 常住人口 总人口
    election poll vote ballot / 选举 大选 投票 选票
    vote ballot share / 选票 得票率 得票 开票 票 支持率
    tally count / 统计 开票 计票
    runoff / 第二轮 次轮 决选
    aftershock / 余震
    voter electorate / 选民 注册选民
    turnout / 投票率
    elect win victory / 当选 获胜 胜选 赢得 胜出
    president leader / 总统 领导人
    inaugurate inauguration office swear / 就任 就职 上任 宣誓
    appoint name nominate / 任命 委任
    resign quit step / 辞职 卸任 下台
    succeed become throne ascend reign power accede / 即位 继位 登基 接任 成为 上台 掌权 执政 任 出任 就任
    depose overthrow oust topple coup / 推翻 废黜 政变
    sever cut break blockade embargo / 断交 封锁 断绝
    sign agree accord agreement deal pact treaty / 签署 签订 协议 协定 条约
    visit trip tour inspect / 访问 到访 出访 视察 前往
    meet talk negotiate negotiation / 会谈 谈判 会晤 会面
    host hold / 举行 主办 举办 召开
    announce declare / 宣布 公布 发布
    release publish issue / 发布 公布 出版 发表
    employ worker employee staff job work workforce / 员工 雇员 工人 就业 职工 作业 工作
    car vehicle automobile traffic / 汽车 车辆 车流量 轿车 电动车 电动汽车
    dismiss fire layoff redundancy / 裁员 解雇
    unemployment jobless / 失业 失业率
    troop soldier force military / 军队 部队 士兵 驻军 兵力
    base station / 基地
    deploy station / 部署 驻扎 派遣 派出
    user subscriber member account / 用户 会员 账户 会员数 用户数
    share dividend / 股 股息 每股
    stake shareholding / 股份 持股
    price value / 价格 市值 价值
    debt owe borrowing / 债务 欠 负债
    grow growth rise increase climb up gain jump soar / 增长 上升 增加 上涨 增 提高 同比增长
    fall drop decline decrease down slump dip shrink slip / 下降 下滑 减少 降 下跌 跌 缩小
    infect case infection confirm / 确诊 感染 病例 感染者
    vaccinate dose vaccine / 接种 疫苗
    hospital hospitalise hospitalize / 住院 医院
    recover discharge / 治愈 出院 康复
    export ship / 出口 外销 海外销售
    import / 进口
    produce output production yield / 产量 生产 产出
    reserve deposit / 储量 储备
    area cover span / 面积 占地 覆盖
    weigh weight / 重量 重 重达
    transfer sign fee / 转会 转会费 加盟 签约
    goal score / 进球
    champion title / 冠军
    sentence jail imprison prison / 判处 判刑 监禁 入狱
    fine penalty / 罚款
    lifespan life / 寿命 使用寿命 设计寿命
    urban city town / 城镇 城市
    rural countryside village / 乡村 农村
    male man men / 男性 男
    female woman women / 女性 女
    elderly aged old / 老年 老年人 老龄 老人
    school student pupil / 学生 学校
    tunnel / 隧道 海底隧道
    bridge / 桥梁 大桥 桥
    road highway / 公路 道路
    rail railway railroad train / 铁路 列车
    plane aircraft jet airliner / 飞机 客机 航班
    ship vessel ferry boat / 船 轮船 船只 渡轮
    fire wildfire blaze / 火灾 山火 大火
    storm typhoon hurricane cyclone / 台风 飓风 风暴
    mediate broker mediation / 调解 斡旋 调停
    represent protect interest / 代表 保护国 利益
    transit pass via through / 中转 过境 途经 转机
"""


def _read(written: str) -> dict[str, tuple[str, ...]]:
    classes: defaultdict[str, list[str]] = defaultdict(list)
    for number, line in enumerate(written.strip().splitlines()):
        english, _, chinese = line.partition("/")
        for key in dict.fromkeys([*(stem(word) for word in english.split()), *chinese.split()]):
            classes[key].append(f"~{number}")
    return {key: tuple(found) for key, found in classes.items()}


@cache
def _table() -> dict[str, tuple[str, ...]]:
    return _read(_CLASSES)


def classes_of(key: str) -> tuple[str, ...]:
    """The classes that a word of this key (English stem, simplified Chinese word) stands in; most stand in none."""
    return _table().get(key, ())
