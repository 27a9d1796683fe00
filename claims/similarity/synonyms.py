"""Trade synonyms: words that answer one question in the news, the accounts and the statistics of either language.

General knowledge, written by hand, for what a dictionary of glosses does not tell: that a death toll, the killed and
the lives lost are one figure, and so are turnover, sales and revenue. A word may stand in several lines.
"""

from collections import defaultdict
from functools import cache

from claims.similarity.stems import stem

_CLASSES = """
    die death kill fatality fatal perish toll lives casualty victim lose / 死亡 遇难 丧生 身亡 罹难 死 死者 致死 丧命 亡
    injure wound hurt injury / 受伤 伤 伤者 负伤 致伤 打伤 轻伤 重伤 伤员
    serious severe critical grave / 重伤 严重 危重 重症 病危
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
    collapse topple / 倒塌 坍塌 垮塌 塌 坍 倒
    structure building / 建筑 建筑物 楼房 楼 大楼 房屋 构筑物
    contain control extinguish quell / 控制 扑灭 扑救 受控
    stampede crush surge / 踩踏 拥挤
    landslide mudslide mudflow / 滑坡 山体滑坡 泥石流
    explosion blast explode / 爆炸
    stick strand ground aground wedge jam / 搁浅 卡 受困 被困 滞留 困
    free refloat dislodge / 脱困 脱浅 重新浮起
    block blockage obstruct / 堵塞 阻塞 受阻 封锁 堵
    queue line wait backlog / 等待 排队 等候 积压 滞留
    dredge dig excavate / 挖 挖掘 疏浚 开挖
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
    child kid minor / 儿童 孩子 小孩 未成年人
    teenager teen adolescent youth / 青少年 少年 未成年人
    foreign foreigner expatriate / 外籍 外国人 外国 外籍人士 外国籍
    crowd throng gather attend / 人群 聚集 人潮 到场 出席 参加
    body remains corpse / 遗体 尸体 遗骸
    repatriate / 遣返 送回国 运回国 回国
    aboard board carry / 机上 船上 载有 搭载 载 车上 机上人员 船上人员 乘坐 搭乘
    passenger traveller traveler rider / 乘客 旅客 人次
    crew / 机组 机组人员 船员 乘务员
    length long / 全长 总长 长 长度 线路全长
    high height tall altitude / 高度 高 海拔
    depth deep below / 深度 深
    speed / 时速 速度
    last duration journey trip travel / 历时 耗时 历经 用时 行程
    population inhabitant resident / 人口 居民 常住人口 总人口
    election poll vote ballot / 选举 大选 投票 选票
    vote ballot share / 选票 得票率 得票 开票 票 支持率 得票数
    candidate contender / 候选人 参选人
    rival challenger opponent / 对手 竞争对手
    support approval approve / 支持率 支持
    seat / 席位 议席 席
    incumbent sitting / 现任 在任
    tally count / 统计 开票 计票 点票 统计结果
    preliminary initial provisional / 初步 暂时 临时
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
    net attributable shareholder / 归母 归属 净
    employ worker employee staff job work workforce / 员工 雇员 工人 就业 职工 作业 工作
    car vehicle automobile traffic / 汽车 车辆 车流量 轿车 电动车 电动汽车 车 乘用车
    electric battery nev ev / 新能源 电动 纯电动 电动车 新能源车 新能源汽车 电池
    pure battery / 纯电 纯电动
    hybrid plug / 混动 混合动力 插电 插电式 插混
    deliver delivery shipment ship / 交付 交付量 出货 出货量 发货
    research development / 研发 研究 研究与开发
    expense cost spend / 费用 开支 支出 投入 花费
    overseas abroad foreign international / 海外 境外 国外 国际
    domestic home mainland / 境内 国内 内地 本土
    margin / 利润率 毛利率 净利率
    operating / 经营 营业 运营
    segment business division unit / 业务 部门 板块 分部
    advertising ad / 广告
    game / 游戏
    active monthly daily / 活跃 月活 日活 月活跃 日活跃
    capitalization capitalisation / 市值 总市值
    share / 份额 市场份额 市占率 占有率
    list listing ipo / 上市 挂牌
    repurchase buyback / 回购
    bond debt / 债券 债
    loan lend credit / 贷款 信贷
    inflation cpi / 通胀 通货膨胀 物价 消费价格
    tax levy duty tariff / 税 关税 税收 税率
    budget / 预算
    deficit shortfall / 赤字 逆差
    surplus / 盈余 顺差
    gdp economy / 国内生产总值 生产总值 经济
    fund raise finance / 融资 筹集 募集 筹资 资金
    wage salary pay earning / 工资 薪资 薪酬 月薪
    rent / 租金 租
    tourist visitor / 游客 旅游者 访客
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
    fine penalty / 罚款 罚金 处罚
    convict guilty / 定罪 有罪
    charge indict accuse / 起诉 指控 控告
    trial court / 审判 庭审 法院 法庭
    compensate compensation damages / 赔偿 补偿
    victim bereaved / 受害者 遇难者 被害人
    hostage captive / 人质
    refugee asylum / 难民
    airstrike strike bomb / 空袭 轰炸
    missile rocket / 导弹 火箭弹
    ceasefire truce / 停火 停战
    withdraw pull / 撤军 撤出 撤离
    summit conference forum meeting / 峰会 会议 大会 论坛
    delegation / 代表团
    ambassador envoy / 大使 特使 使节
    embassy mission / 使馆 大使馆
    sanction / 制裁
    protest demonstration rally / 抗议 示威 集会 游行
    strike walkout / 罢工
    patient / 患者 病人 病例
    bed ward / 床位 病床
    test / 检测 测试
    spectator audience viewer / 观众
    athlete / 运动员 选手
    medal / 奖牌 金牌
    match game / 比赛 场
    score point / 得分 分
    gold / 金牌 金
    lifespan life / 寿命 使用寿命 设计寿命
    urban city town / 城镇 城市
    rural countryside village / 乡村 农村
    male man men / 男性 男
    female woman women / 女性 女
    elderly aged old / 老年 老年人 老龄 老人
    school student pupil / 学生 学校
    tunnel / 隧道 海底隧道
    bridge / 桥梁 大桥 桥
    island / 岛 岛屿 人工岛
    artificial / 人工 人造
    width wide / 宽 宽度 宽约
    lane / 车道
    station / 车站 站 站点
    line route / 线路 路线 线 航线
    section stretch segment / 段 路段 区段
    passenger ridership / 客流 客流量 旅客 发送旅客
    fare ticket / 票价 车票 票
    road highway / 公路 道路
    rail railway railroad train / 铁路 列车
    plane aircraft jet airliner / 飞机 客机 航班 班机
    runway / 跑道
    pilot captain / 机长 飞行员 船长 驾驶员
    spacecraft probe lander capsule / 飞船 探测器 着陆器 飞行器 返回器 航天器 太空舱
    rocket / 火箭 运载火箭
    astronaut taikonaut crew / 航天员 宇航员
    satellite / 卫星
    moon lunar / 月球 月面 月 探月 月壤
    orbit / 轨道 环绕
    sample / 样品 样本
    ship vessel ferry boat / 船 轮船 船只 渡轮 货轮 邮轮 客轮 船舶 货船 游轮
    capsize overturn / 倾覆 翻 侧翻
    sink / 沉没 沉
    container cargo freight / 集装箱 货柜 货物 货运 载货
    fire wildfire blaze / 火灾 山火 大火
    storm typhoon hurricane cyclone / 台风 飓风 风暴
    wind gust / 风 风速 阵风 风力
    temperature heat / 气温 温度 高温
    crop farmland field / 农作物 庄稼 农田 耕地
    reservoir dam / 水库 大坝 水坝
    drought / 干旱 旱灾
    magnitude / 震级 级
    epicentre epicenter / 震中
    mediate broker mediation / 调解 斡旋 调停
    represent protect interest / 代表 保护国 利益
    transit pass via through / 中转 过境 途经 转机 经由 取道 转往 转道 借道 转赴
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
