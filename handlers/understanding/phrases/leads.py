"""Words that lead to an action without being one, and words that take an action's meaning away."""

# ruff: noqa: E501 (one way to say something is one line)

PHRASES: dict[str, str] = {
    # ---- said before anything, meaning nothing by itself ------------------------------------------------
    "lead": """
        (please note|note that|for info|just so you know|letting you know|just letting you know|be aware|fyi) [that]
        (this morning|today) [:|,|-]
        (please|pls|plz|ok|okay|so|hey|hi|hello|just|also|then|next|and|but|oh|oops|well|now|plus|right|alright|yes|btw|fyi|again|finally|actually|quickly|earlier|morning|additionally|lastly|first|second)
        (and then|after that|oh and|one more thing|by the way|for the record|heads up|good news|bad news|sorry)
        (quick update|update|note to self|daily report|report|status update|eod update|recap|summary|today's visits|today|log) [:|-]
        log [a|an|the|that|my]
        log that (i|we)
        (i|we|i've|we've|i have|we have) [just|already|also|finally]
        (me and {person}|{person} and i|{person} and me)
        (我们|我|咱们|咱) [今天|刚刚|刚才|刚|已经|已|又|还|也|就|都|这边]
        (刚刚|刚才|刚|已经|已|又|还|也|就|顺便|另外|然后|接着|还有|同时|之后|最后|首先|其次|再|并且|并|而且|后来|终于|下班前|随后)
        (和|以及|跟)
        (陪|带|带着|跟着|和|跟|陪同)(领导|同事|老板|经理|技术|团队|工程师|{person})[一起|去]
        (今日|本日|上午|下午)[:]
        (请|麻烦|帮我|帮忙|给我|劳驾|麻烦你|你帮我|请帮我|请你|你好|您好|好的|嗯|对了|哦|好|hi|hello)
        (日报|周报|汇报|工作汇报|今日汇报|工作日报|今日工作|更新|更新一下|汇报一下|报告|同步一下|补录|补记|补一条|记录|记录一下|记一下|记一笔|登记一下|记|记录拜访|拜访记录)[:]
        (一会|一会儿|待会|待会儿|回头|晚点|晚些时候|过后)
    """,
    "lead mode=request": """
        (can|could|would|will) (you|u|we|i) [please|pls|just|also]
        (i want you to|i'd like you to|help me|help me to|i'd like to|i want to|let's|let me|you can|you should)
        (你能|能不能|能否|可以|可不可以|麻烦帮|能帮我|能不能帮我|可以帮我|你可以)
    """,
    # ---- an order for a day to come ------------------------------------------------------------------------
    "lead mode=order": """
        (i|we) [also|still|really] (need to|have to|must|will|gotta|got to|ought to|am going to|are going to|plan to|intend to)
        (i'll|we'll|i'm going to|we're going to|i gotta|going to|gonna|need to|have to|got to|gotta|must|will|should|i'm|we're)
        (schedule|book|arrange|plan|set up|put in|fix|organise|organize|line up|pencil in) [a|an|the|another|to|in|in a|me for a|me in for a]
        (todo|to do|to-do|next step|next steps|action item|action|next|tomorrow) [:|-|is|is to]
        i should
        (改成|改为|时间|要|得|需要|必须|务必|准备|打算|计划|想|该|安排|定于|预约|约好|约了|约|约定|下一步|下步|下次|待办|要去|去|我去|得去|再约|计划是|后续|打算去)[:]
        (明天|后天|下周)[:]
    """,
    "lead mode=remind": """
        (remind|ping|nudge|alert|notify) me (to|about|that|of|that i need to|for) [a|an|the|my]
        (remind|ping|nudge|alert|notify) me
        (remember|don't forget|dont forget|do not forget|don't let me forget|make sure) (to|i|about|that i)
        (set|add|create|make|give me) [a|me a] (reminder|task|to-do|todo|note) (to|for|about|that i)
        (set|add|create|make) [a|me a] (reminder|task|to-do|todo) [:|-]
        (reminder|task|to-do|todo) (to|:) [a|an|the]
        (提醒我|提醒一下我|提醒一下|提醒|记得|别忘了|别忘|不要忘了|不要忘记|切记|到时候提醒我|到时提醒我)[要|去|再|得|该|一下|记得]
        (设|设置|建|加|添加|新建|新增|创建|设定|定)[个|一个|一条|条](提醒|待办|任务|闹钟)[:|我|去|要]
        (待办|提醒|任务|to do|todo):
    """,
    "lead mode=assign": """
        (get|ask|tell|have|remind|let|need|want|assign) {person} (to|about|for)
        (get|ask|tell|have|let|make|assign) {person}
        {person} (to|should|must|needs to|has to|will|is going to|has got to)
        (让|叫|安排|请|通知|提醒|派|麻烦|交给|要求|指派|找){person}[去|要|来|记得|负责|再|也]
        {person}(要|得|需要|负责|去|来|都要|必须|都得)
    """,
    # ---- what follows is not ours -----------------------------------------------------------------------------
    "chatter": """
        (should have|should've|shoulda|wish|i wish|we wish|if only|what if|imagine|suppose|heard|i heard|we heard|apparently|rumor|rumour|rumors|they say|someone said|word is)
        (i|we) (should have|should've|wish|heard|think|thought|guess|hope|hoped|wonder|wanted to|was going to|were going to|almost|nearly|might|may|could have|would have|could've|would've|never|didn't|did not|haven't|have not|hadn't|don't|won't|can't|cannot|wouldn't|couldn't make|missed|forgot to|love|hate|like)
        (if|unless|in case|suppose|whether|hopefully|maybe|perhaps|would be|it would be|had|has|have|did|does|do|didn't|didnt|did not|haven't|hasn't|never|not|nobody|no one|anybody|anyone|someone|everyone|everybody|who's|why|who else|let's|lets|shall we|should i|should we|am i|are we|is it|is he|is she|is that)
        (congrats|congratulations|kudos|great job|good job|nice work|well done|nice one|great work|awesome|bravo|lol|haha|hahaha|happy birthday|happy new year|merry christmas|thanks|thank you|thx|cheers|wow|omg)
        {person} (said|says|told|thinks|thought|heard|mentioned that|was saying|reckons|claims|wants to know|do you|did you|have you|can you|could you|are you|will you)
        (觉得|认为|以为|感觉|听说|据说|传言|好像|似乎|貌似|可能是|听{person}说|{person}说|有人说|如果|要是|假如|假设|万一|若|倘若|但愿|希望|真希望|本来|本来要|原本|原来想|早知道|差点|应该早|应该去|早该|要不|不如|有没有|是不是|难道|幸好|可惜)
        (没|没有|未|没能|没去|没来得及|不想|不要去|不去|别去|不会|还没|还没有|忘了|忘记|从没|从来没|不打算|没空|来不及|错过)
        (恭喜|祝贺|祝|庆祝|加油|辛苦|谢谢|多谢|感谢|太棒了|厉害|牛|哈哈|呵呵|早上好|下午好|晚上好|晚安|新年快乐|生日快乐)
        (谁|有谁|有人|为什么|为啥|怎么会|怎么不|什么时候|哪里|哪儿|你们|你|您|咱们要不要)
    """,
}

VAGUE = (
    r"\bsome\s?(?:time|day)\b(?!\s(?:this|next|in|on|tomorrow|before))", r"\bone (?:day|of these days)\b", r"\beventually\b",
    "改天", "哪天", "有机会", "有空的?时候", "什么时候有空",
)  # fmt: skip
"""A time that never comes: what is planned for it is no order."""

NEWS = (
    "代言", "明星", "球星", "艺人", "歌手", "教练", "球员", "股价", "股票", "涨停", "裁员", "融资", "发布会", "热搜", "新闻",
    r"\b(?:stock|shares?|layoffs?|laying off|ipo|in the news|headlines?|ceo of the year|super bowl)\b",
)  # fmt: skip
"""Words of talk about companies that are in the papers."""
