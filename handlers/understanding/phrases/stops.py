"""Where a name ends: words that no name begins with, goes on with or is followed by."""


def listed(words: str) -> tuple[str, ...]:
    """Return the words of a list written as text."""
    return tuple(words.split())


LATIN_STOPS = listed(
    """
    about abt re regarding with w for from at on in to by into who that which because cause since as but
    so then if when where while after before again they he she it we i you there this said says asked
    wants? needs? is was are were has have had no not now still please pls thanks thx via over through
    them him her us me my our their the a an or did does do don't didn't doesn't will would can could
    should might just also got get came went saw met talked discussed visited called rang phoned emailed
    texted signed ordered paid quoted moved lost won complained complains what how why anyone someone
    nobody everyone than too very really done every each maybe probably looks seems left spoke chatted
    finished completed any all some up out off back today deal moving goes reached entered slipping
    closing asks asking agreed confirmed wanted needed likes liked loves loved his its your these those
    """
)

HAN_ENDS = listed(
    """
    见了 见到 聊 谈 沟通 讨论 了解 签约 签了 签下 下单 进入 推进 并 然后 再 顺便 对方 他们 她 他 客户
    说 想 要 反馈 没人 没接 无人 不在 确认 预计 大概 约 的 了 一下 去 吧 呢 吗 啊 哦 那边 这边 那里
    做 开会 看 送 寄 介绍 演示 汇报 催 问
    """
)

NO_NAME = (
    r"#?\d+(?:[ \x00-\x1f!,;.?]|$)|"
    "(?:these|those|let's|if|or|don|and)(?![a-z])|听说|据说|如果|要是|假如|应该|希望|恭喜|好像|是不是|有没有|怎么|什么|为什么|谁|哪|"
    "找(?!钢网)|没|不|别|干嘛|干什么|做什么|我|你|他|她|它|咱|大家|的|了|这|那|请|把|给|跟|和|与|在|到|去|从|向|对|让|叫|帮|再|又|还|都|就|也|已|刚|正在|想|要|得到|能|会|可以|"
    "需要|准备|打算|今|昨|觉得|认为|以为|感觉|估摸|陪|带|领导|改成|改为|推到|推迟|后面|后续|那个|这个|该|上一|因为|所以|但是|不过|而且|然后|顺便|另外|其他|所有|"
    "全部|每|几|多少|新增|查|看|显示|提醒|记得|取消|撤销|完成|搞定|预计|大概"
)
"""A pattern of what stands before a name but never begins one."""
