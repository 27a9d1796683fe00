"""Words that say nothing of an event: function words, the verbs of reporting, the nouns of counting."""

from sources.reading.wordlists import words

ENGLISH = frozenset(
    words(
        """
        a an the and or but nor so yet if then than that this these those which who whom whose what when where why
        how while whereas because as of to in on at by for from with without within into onto upon about above
        below between among through during before after since until till against toward towards per via amid across
        along around behind beside besides beyond despite except inside near outside under over up down off out
        again further once is are was were be been being am do does did doing done have has had having will would
        shall should can could may might must ought it its itself he him his himself she her hers herself they them
        their theirs themselves we us our ours ourselves you your yours yourself i me my mine myself there here not
        no only just also too very more most less least much many some any each every all both either neither few
        several such same other another own even ever never still already almost nearly approximately roughly
        however therefore thus hence moreover meanwhile later earlier now today ago etc one two first s t ll ve re d
        m according say said says told tell added add report reported reports year years month months week weeks day
        days time times number total amount figure people person percent cent million billion trillion thousand
        hundred dozen make made make take took taken get got put use used become became come came go goes went gone
        give gave given include including included way thing part well new like due far persons individuals others
        """
    )
)

CHINESE = frozenset(
    words(
        """
        的 了 着 过 在 是 有 和 与 及 以 而 且 或 但 也 都 就 又 还 再 已 已经 曾 曾经 将 会 能 可 可以 要
        应 被 把 让 使 由 从 自 到 至 往 向 对 对于 关于 于 为 为了 因 因为 所以 由于 如果 虽然 但是 不过
        然而 因此 此外 同时 并 并且 以及 其 其中 该 此 这 那 这个 那个 这些 那些 这样 那样 他 她 它 他们
        她们 它们 我 我们 你 你们 自己 之 所 者 等 等等 个 些 中 内 外 上 下 里 前 后 之前 之后 以来 以后
        以前 以上 以下 期间 时 时候 当时 当 年 月 日 天 周 号 岁 年来 来 去 起 间 不 没 没有 无 未 非 很
        更 最 较 比 约 大约 近 仅 只 只是 共 共有 总 总共 全 各 每 某 多 少 几 一 二 两 三 一个 两个 一些
        人 名 位 万 亿 千 百 十 元 地 得 说 称 表示 指出 认为 据 据悉 根据 报道 介绍 透露 补充 目前 现在
        今 今年 去年 明年 如今 一直 仍 仍然 仍是 成为 作为 进行 通过 包括 方面 之一 左右 超过 达 达到
        高达 占 数 次 第 则 却 只有 另 另外 其他 其它 而是 不是 就是 也是 还是 都是 是否 均 即 跟 同 给
        按 按照 随着 经过 经 本 共计 合计 人数 另有 仍有 已有 月份
        """
    )
)

CALENDAR = frozenset(words("monday tuesday wednesday thursday friday saturday sunday"))
