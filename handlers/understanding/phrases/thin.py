"""The ways to say what is rare: searches, targets, campaigns, channels, other accounts, erasure."""

# ruff: noqa: E501 (one way to say something is one line)

PHRASES: dict[str, str] = {
    "find": """
        (who|which customers|which customer|which accounts|anyone|did anyone) (mentioned|mention|talked about|asked about|brought up|has mentioned) {text}
        (search|find) [all|the] (notes|logs|visits|activities|messages) (for|about|on|with|that mention|mentioning) {text}
        (search for|full-text search) {text}
        (whose|who has the) (number|phone|phone number) (is|was) {phone}
        (who's|who is|who called from) {phone}
        (谁|哪些客户|哪个客户|有谁|哪家)[都](提过|提到过|提到|说过|问过|聊过)[了]{text}
        (搜索|搜一下|搜|全文搜索|查找)[提到|关于|有关]{text}[的记录|的备注]
        {phone}[这个号码|这个电话](是谁|是哪位|是谁的|是哪家|谁的)
    """,
    "target": """
        [set] {person} [{at}] (target|quota|goal) [{at}] [is|to|at|=|:|for {metric}] {money}
        [set] {person} [{at}] {metric} (target|quota|goal) [is|to|at|=|:] {figures}
        [set] (target|quota) (for|of) {person} [{at}] [is|to|at|:] {money}
        [把|将|设定|设置|给]{person}[的]{at}[的](业绩|销售|签单|销售额)[的](目标|指标|任务)[设为|定为|是|为|设|定|:]{money}
        [把|将|设定|设置|给]{person}[的]{at}[的]{metric}(目标|指标|任务)[设为|定为|是|为|设|定|:]{figures}
    """,
    "campaign": """
        {title} (cost|costs|cost us) {money}
        (spent|we spent) {money} on [the] {title}
        {title}(花了|花费|费用|成本|投入)[了|:|是]{money}
    """,
    "bind": """
        this (is|chat is|group is|channel is) [the] {team} (team's|team) [chat|group|channel]
        (bind|connect|assign) (this|the) (chat|group|channel) to [the] {team} [team]
        (这个群|本群|这里|这是|该群)(是|绑定|归|绑定到|绑定给|属于)[给]{team}(团队|组|部门|大区)[的|群|的群]
        (把)(这个群|本群)(绑定到|绑定给|分给|设为){team}(团队|组|部门|大区)[的群]
    """,
    "topic": """
        this (thread|topic|channel|chat|group|conversation) (is|will be) [all|only] about {customer}
        (tie|connect|bind) this (thread|topic|channel|chat|group) to [the] (customer|account|client) {customer}
        (这个群|本群|这个话题|这个主题|这个讨论串|这个帖子|这个频道|这个对话)(是|都是|只|专门)(聊|谈|讲|讨论|说){customer}[的|的事]
        (这个群|本群|这个话题|这个主题|这个讨论串|这个帖子|这个频道|这个对话)(是关于|关于|是){customer}的[事]
    """,
    "bind clearance=names": """
        this (is|chat is|group is|channel is) [the] {team} (team's|team) [chat|group|channel] [,] (names and dates only|with names and dates only|showing names and dates only)
        (bind|connect|assign) (this|the) (chat|group|channel) to [the] {team} [team] [,] (names and dates only|with names and dates only|showing names and dates only)
        (这个群|本群|这里|这是|该群)(是|绑定|归|绑定到|绑定给|属于)[给]{team}(团队|组|部门|大区)[的|群|的群][,](只显示|仅显示|只看|只说)(名称和日期|名字和日期|姓名和日期)
    """,
    "link": """
        (link|connect) (my|this) [other|another|second] (slack|telegram|account|chat account|slack account|telegram account)
        (绑定|关联|连接)[一下][我的|我][另一个|另外一个|其他|其它|别的][的](账号|帐号|slack|telegram|电报)
    """,
    "erase": """
        (erase|delete|remove|purge) [all|all of] [the] (personal data|data|all data|personal information|information) (of|about|for|on) {contact} (at|from|of) {customer}
        (erase|delete|remove|purge) [all|all of] [the] (personal data|data|all data|personal information|information) (of|about|for|on) {customer}
        (erase|delete|remove|purge) everything [we have|you have|we know|you know] (about|on) {contact} (at|from|of) {customer}
        (erase|delete|remove|purge) everything [we have|you have|we know|you know] (about|on) {customer}
        (删除|清除|抹掉|擦除){contact}的[所有|全部](个人信息|个人数据|个人资料|数据)
        (删除|清除|抹掉|擦除){customer}的{contact}的[所有|全部](个人信息|个人数据|个人资料|数据|资料)
        (删除|清除|抹掉|擦除){customer}的(所有|全部)(资料|客户资料|客户信息)
    """,
}
