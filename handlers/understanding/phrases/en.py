"""The ways to say each action in English: one line each, under the action and the slots they settle.

`{…}` is a slot, `(a|b)` a choice, `[…]` may be left out. A time may stand between any two words and needs no place.
"""

# ruff: noqa: E501 (one way to say something is one line)

PHRASES: dict[str, str] = {
    # ---- what was done ------------------------------------------------------------------------------
    "log kind=visit": """
        (the|our|today's|yesterday's) [site] visit (at|with|to) {customers} (went|was) [really|very] [well|good|great|ok|fine]
        (spent|spending) [the|all|most of the|half the] [day|morning|afternoon|time|an hour|hours] (at|with) {customers}
        (stopped|called|looked|dropped) (at|in at|in on|round at) {customers}
        dropped off (the|some|our|a) {what} (at|with) {customers}
        dropped off {what} (at|with) {customers}
        {customer} [site] visit (went|was|done|today) [really|very|pretty] [well|good|great|ok|fine|done]
        [just|quick|good|great|productive|short|long|another|first|second] [site] visit (to|at|with) {customers}
        (wrapped up|finished|completed) (a|the|my|our) [site] visit (to|at|with) {customers}
        (walked|toured) {customers} (site|plant|factory|warehouse|office|shop floor)
        (came|got) back from [a visit to|visiting] {customers}
        was over at {customers}
        in {customers} office
        (visited|visted) [with] {customers}
        (went|drove|popped|flew|headed) [over|out|back|down|up|round|along] (to|by) see {customers}
        (went|drove|headed|flew) [over|out|back|down|up] to {customers}
        went round to {customers}
        (dropped|swung|stopped|popped|came) (by|in|into|round) [at|on|to|by] {customers}
        (been|was|were) [out|over|just|back] (at|to) {customers}
        on site [with|at] {customers}
        (onsite|on-site) [visit] [with|at|to] {customers}
        was (onsite|on-site|on site) (at|with) {customers}
        (finished|did|had|made|paid) (a|the|our|my|another|an) [quick|short|long|brief] [site] visit (at|to|with) {customers}
        (toured|inspected) {customers}
        paid {customer} a visit
        paid a visit to {customers}
        just (left|back from) {customers}
        back from {customers}
    """,
    "log kind=meeting": """
        (the|our|today's|yesterday's) meeting (at|with) {customers} (went|was) [really|very] [well|good|great|ok|fine]
        (zoomed|met up|sat down|huddled) (with|w/) {customers}
        (had|did|wrapped up|finished|held|attended|came out of|just out of|out of) (a|an|the|my|our|another) [quick|long|good|great|kickoff|kick-off|review|intro|project|first|second|team|video|online|weekly|monthly|status] (meeting|mtg|conference call|video call|zoom|zoom call|teams call|review|lunch|dinner|coffee|workshop|session) with {customers}
        {customer} meeting (went|was) [really|very] [well|good|great|ok|fine]
        (met|meeting) {contact} over (coffee|lunch|dinner|drinks) (at|from) {customer}
        (caught up|catch-up|catching up) (with|w/) {customers}
        (lunched|dined|had breakfast|had drinks|had a beer|grabbed a beer|grabbed a bite) with {customers}
        {customers} came (to our office|in|over|by) [for a meeting]
        hosted {customers}
        met [up] [with|w/] {contact} (from|of|at|@|over at) {customer}
        met [up] [with|w/] {contact} \\( {customer} \\)
        met [up] [with|w/] {customers}
        (saw|caught up with|sat down with) {contact} (from|of|at) {customer}
        (saw|caught up with|sat down with) {customers}
        (had|did|grabbed) [a|an|the] [quick|good|long|short|great] (lunch|dinner|coffee|breakfast|drinks|meeting|video call|zoom|zoom call|teams call|conference call|beers) with {contact} (from|of|at) {customer}
        (had|did|grabbed) [a|an|the] [quick|good|long|short|great] (lunch|dinner|coffee|breakfast|drinks|meeting|mtg|video call|zoom|zoom call|teams call|conference call|beers) with {customers}
        (lunched|dined|had a sit-down) with {customers}
        took {contact} (from|of|at) {customer} (out [to|for]|to|for) (lunch|dinner|coffee)
        took {customer} (out [to|for]|to|for) (lunch|dinner|coffee)
        had {customers} (in|over) for a meeting
    """,
    "log kind=call": """
        (wrapped up|finished|had|did|just had|got off|ended|took|jumped on|hopped on) (a|the|my|our|another) [quick|long|short|good|great|brief|follow-up|intro|discovery] [phone] (call|phone call) (with|to|from) {customers}
        (called|rang|phoned) [and left a voicemail for|but no answer from] {customers}
        {customers} (called|rang|phoned) [me|us|in]
        {customers} (didn't|did not|doesn't) (pick up|answer|answer the phone|take my call)
        {customer} call (went|was) [really|very] [well|good|great|ok|fine]
        (left|leaving) [a] (voicemail|message) [for|with|at] {customers}
        no answer (from|at) {customers}
        (called|rang|phoned|telephoned|dialed|dialled|cold-called) {contact} (from|of|at|over at) {customer}
        (called|rang|phoned|telephoned|dialed|dialled) {contact} \\( {customer} \\)
        (called|rang|phoned|telephoned|dialed|dialled|cold called|cold-called) [up] {customers}
        (spoke|talked|chatted|got off the phone|was on the phone|got off a call|been on the phone|got off the line|had a word) (with|to|w/) {contact} (from|of|at|over at) {customer}
        (spoke|talked|chatted) (with|to|w/) {customers} (on|over|by) [the] phone
        (spoke|talked|chatted|got off the phone|was on the phone|got off a call|been on the phone|got off the line) (with|to|w/) {customers}
        (had|did) [a|an|the] [quick|good|long|short|great|brief] [phone] (call|chat) with {contact} (from|of|at) {customer}
        (had|did) [a|an|the] [quick|good|long|short|great|brief] [phone] (call|chat) with {customers}
        gave {customer} a (call|ring|bell|buzz)
        (tried|tried calling|tried to call|tried to reach|tried reaching) {customers}
        (left|dropped) [a] (voicemail|voice mail|message) (for|with) {customers}
        couldn't (reach|get hold of|get through to) {customers}
    """,
    "log kind=email": """
        (sent|shot|forwarded) {customers} (an|the|another|a) [quick|follow-up|reminder|short] (email|e-mail|mail)
        (replied|wrote|wrote back|responded|replied back) (to|by email to) {customers} [by email|via email]
        (sent|emailed) [over] (the|a|an|our|some|updated|revised) {what} to {customers} by (email|e-mail|mail)
        (emailed|e-mailed|mailed) {contact} (from|of|at) {customer}
        (emailed|e-mailed|mailed) {contact} \\( {customer} \\)
        (emailed|e-mailed|mailed) {customers}
        (sent|shot|fired off|wrote) [over] (a|an|the) [quick|follow-up|followup|short|long|thank-you|intro] (email|e-mail|mail) to {customers}
        (sent|shot|wrote|dropped) {customer} (a|an|the) [quick|follow-up|followup|short|long|thank-you|intro] (email|e-mail|mail)
    """,
    "log kind=message": """
        (messaged|texted|pinged|dropped a message to|sent a message to|sent a whatsapp to|sent a wechat to|got a message from|got a text from) {customers}
        (whatsapp|wechat|line|text) [message|msg|chat] (with|to) {customers}
        exchanged (messages|texts) with {customers}
        (whatsapped|texted|messaged|wechatted|dmed|dm'd|pinged|wechated|whatsapp'd|slacked) {contact} (from|of|at) {customer}
        (whatsapped|texted|messaged|wechatted|dmed|dm'd|pinged|wechated|whatsapp'd|slacked) {contact} \\( {customer} \\)
        (whatsapped|texted|messaged|wechatted|dmed|dm'd|pinged|wechated|whatsapp'd|slacked) {customers}
        (sent|dropped) {customer} (a|an) [quick] (text|message|whatsapp|wechat|wechat message|whatsapp message|dm|sms|note)
        (sent|dropped) (a|an) [quick] (text|message|whatsapp|wechat|wechat message|whatsapp message|dm|sms) to {customers}
        (chatted|spoke|talked|messaged) (with|to) {customers} (on|over|via) (whatsapp|wechat|line|telegram|linkedin)
    """,
    "log kind=demo": """
        (the|our|today's|yesterday's) demo (at|with|for) {customers} (went|was) [really|very] [well|good|great|ok|fine]
        (demoed|demo'd|showed|presented|demonstrated) (the|our) {what} (to|for|at) {customers}
        (ran|walked) {customers} through (the|our) (demo|product|platform|system|app|tool)
        (did|gave|ran|had|held|finished|wrapped up|delivered) [a|an|the|our|another] [quick|good|short|full|live|product|second|first|online|remote|great] demo (for|to|at|with) {customers}
        {customer} demo (went|was|done) [really|very] [well|good|great|ok|fine]
        (demoed|demo'd|demonstrated|presented) [the product|our product|it|the platform|the system|the new release] (for|to|at) {customers}
        (did|gave|ran|held|finished|had|delivered) (a|an|the|our|another) [quick|good|short|full|live|product|second|first] (demo|product demo|presentation) (for|to|at|with) {customers}
        (did|gave|ran|held|had) {customer} (a|an|the) [quick|product|live|full] (demo|presentation)
        (gave|showed) {customer} (a|the) (demo|product demo|walkthrough|presentation)
        (product demo|demo) (for|with|at|to) {customers} (went [well|great|ok|fine]|done)
    """,
    # ---- what is to be done --------------------------------------------------------------------------
    "act kind=visit": """
        (site visit|visit|factory tour|plant tour) (at|to|with) {customers}
    """,
    "act kind=call": """
        [quick|good|long|short] (call|phone call) (with|to) {contact} (from|of|at) {customer}
        [quick|good|long|short] (phone call|call) (with|to) {customers}
    """,
    "act kind=meeting": """
        (lunch|dinner|coffee|breakfast|drinks|meeting|mtg|zoom|zoom call|video call|catch-up|catchup) (with|w/) {contact} (from|of|at) {customer}
        (lunch|dinner|coffee|breakfast|drinks|meeting|mtg|zoom|zoom call|video call|catch-up|catchup) (with|w/) {customers}
    """,
    "act kind=demo": """
        [product] (demo|presentation) (for|to|with|at) {customers}
    """,
    "remind kind=visit": """
        (book|schedule|arrange|plan|set up|organise|organize|fix|put in) (a|an|another|the|our) [quick|follow-up] (visit|site visit) [with {customers}|for|on]
        next visit [to|with] [{customer}]
        visit scheduled [for|with] [{customer}]
        (revisit|stop in at|stop at|pop over to|go back to|pay a visit to|be at|travel to) {customers}
        [another] [site|follow-up] visit [with|to] {customers}
        (visit|drop by|stop by|swing by|drop in on|pop in to|pop by|go see|go and see|see|come by|head over to) {customers}
        (go|drive|fly|head|get) [over|out|back|down|up] to {customers}
        {customer} [site] visit
        pay {customer} a visit
        (kickoff|kick-off) visit [at|to|with] [{customer}]
        be (onsite|on site|on-site) at {customers}
    """,
    "remind kind=call": """
        (book|schedule|arrange|plan|set up|organise|organize|fix|put in) (a|an|another|the|our) [quick|follow-up] (call|phone call) [with {customers}|for|on]
        next call [with] [{customer}]
        call (scheduled|booked|planned|set|arranged) [with|for] [{customer}]
        (try|call|ring) again [{customer}]
        (have|do|make|set up) (a|another) [quick|phone|follow-up] call with {customers}
        (jump|hop|get) on (a call|the phone) with {customers}
        (call|ring|phone|dial|telephone) {contact} (at|from|of|over at) {customer}
        (call|ring|phone|dial|telephone) {contact} \\( {customer} \\)
        (call|ring|phone|dial|telephone) [up] {customers}
        give {contact} (at|from|of) {customer} a (call|ring|bell|buzz)
        give {customer} a (call|ring|bell|buzz)
        (talk|speak) (to|with) {contact} (at|from|of) {customer}
        (talk|speak) (to|with) {customers}
        {customer} call
    """,
    "remind kind=meeting": """
        (book|schedule|arrange|plan|set up|organise|organize|fix|put in) (a|an|another|the|our) [quick|follow-up] (meeting|mtg|lunch|dinner|coffee|catch-up) [with {customers}|for|on]
        (next meeting|meeting) (scheduled|booked|planned|set|arranged) [with|for] [{customer}]
        next meeting [with] [{customer}]
        meet (again|next) [with {customer}]
        (have|do|set up|hold|attend) (a|an|the|another) [quick|review|kickoff|planning|team|quarterly|monthly|weekly|status|follow-up] (meeting|mtg|lunch|dinner|coffee|catch-up|zoom|video call|review) with {customers}
        [weekly|monthly|quarterly|annual|review|kickoff|kick-off|planning|status|project] [review|kickoff|planning] (meeting|mtg|catch-up) with {customers}
        (meet|see|meet up) [with|w/] {contact} (at|from|of) {customer}
        (meet|meet up|sit down|catch up) [with|w/] {customers}
        have (lunch|dinner|coffee|breakfast|a meeting) with {customers}
        take {customer} (out [to|for]|to|for) (lunch|dinner|coffee)
        {customer} (meeting|mtg|lunch|dinner)
    """,
    "remind kind=demo": """
        (book|schedule|arrange|plan|set up|organise|organize|fix|put in) (a|an|another|the|our) [quick|follow-up] (demo|presentation) [with {customers}|for|on]
        (demo|presentation) (scheduled|booked|planned|set|arranged) [with|for] [{customer}]
        next demo
        demo {customer}
        (give|show|do) {customer} (a|the|our) [product|live|quick] (demo|presentation)
        (do|give|run) (a|the|our) [product|live|quick] (demo|presentation) (for|to|at|with) {customers}
        present to {customers}
        {customer} [product] demo
        (demo|product demo)
    """,
    "remind kind=email": """
        (email|e-mail) {customers} (the|a|an|our|some|about) {what}
        (email|e-mail|mail|write to) {contact} (at|from|of) {customer}
        (email|e-mail|mail|write to) {customers}
        send (a|an|the) [quick|follow-up|thank-you|reminder] (email|e-mail|mail) to {customers}
        (send|write|drop|shoot) {customer} (a|an|the) [quick|follow-up|thank-you|reminder] (email|e-mail|mail)
    """,
    "remind kind=callback": """
        (call|ring|phone) back {customers}
        (call|ring|phone) {contact} (at|from|of) {customer} back
        (call|ring|phone) {customer} back
        (callback|call back|call-back) (to|for|with) {customers}
        (callback|call-back) {customers}
        return {customer} call
        {customer} (callback|call-back|call back)
        (callback|call-back|call back)
    """,
    "remind kind=follow_up": """
        (get|be) (back to|in touch with) {customers}
        (reach out to|check on|check up on|look in on|ping|chase up|nudge|touch base w/|hit up|get hold of) {customers}
        (follow-up|followup|follow up|check-in|check in) (call|chat) with {customers}
        {customer} to follow up
        (see how|find out how|ask how) {customer} (is|are|is doing|are doing|is getting on|are getting on|is finding|likes)
        (follow up|follow-up|followup|f/u|check in|check-in|touch base|catch up|circle back|reconnect|check back) with {contact} (at|from|of) {customer}
        (follow up|follow-up|followup|f/u|check in|check-in|touch base|circle back|reconnect|check back) [with|on|w/] {customers}
        (follow up|follow-up|followup|f/u|check in|check-in|touch base|circle back|check back|next one)
        (chase|nudge|ping) {contact} (at|from|of) {customer}
        (chase|chase up|nudge|ping) {customers}
        (see|check) how {customer} (is|are) (doing|getting on|getting along|going|finding)
        check how they're (getting on|doing)
        get back to {customers}
        {customer} (follow-up|follow up|followup)
    """,
    "remind kind=task": """
        send {customer} {note}
        (send|deliver|ship|courier|mail|email) [over] {note} to {customer}
        (prepare|draft|finish|get|print|make|put together|write|write up|review|prep|order|sort out|organize|update|check|fix) {note} for {customer}
        (prepare|draft|finish|print|prep|review|finalize) [the|a|an|our] {customer} (proposal|contract|quote|slides|deck|presentation|offer|paperwork|samples|report|agreement)
        (chase|collect) [the] (payment|invoice|money|deposit|balance|signed contract) (from|with) {customer}
        chase {customer} (for|about) [the] (payment|invoice|money|deposit|balance|delivery)
        send {customer} (the|a|an|our|their|some|updated|revised|new|that) {note}
        (send|deliver|ship|courier|mail) [over] (the|a|an|our|some|updated|revised|new|that) {note} to {customer}
        (prepare|draft|finish|get|print|make|put together|write|write up|review) (the|a|an|our|some) {note} for {customer}
    """,
    "done": """
        [i] (did|made|had|finished|completed) [the|my|that] {customer} {kind} [already]
        [the|my|our] {customer} {kind} [is|has been|was] (all done|sorted|completed|taken care of|out of the way|finished|done and dusted|handled)
        (tick|check|cross) off [the|my|our] {customer} {kind}
        (tick|check|cross) [the|my|our] {customer} {kind} off
        (close|closing) [task|reminder] {id}
        {id} [is|all] (all done|sorted|taken care of|handled)
        (did|handled|took care of|sorted) [task|reminder|item|number] {id}
        already (called|visited|emailed|did) {customer}
        (done|finished|completed) (with|task|reminder|item) {id}
        (done|finished|completed|complete|finish|close|tick off|check off) [task|reminder|item] {id}
        (mark|set|check|tick) [task|reminder|item|off] {id} [as] (done|complete|completed|finished|off)
        {id} [is] (done|complete|completed|finished)
        (task|reminder|item) {id} [is] (done|complete|completed|finished)
        (finished|completed|done with|did|done|wrapped up|ticked off) (the|my|our|that|today's) {customer} {kind}
        (finished|completed|done with|did|done|wrapped up) (the|my|our|that) {kind} (with|to|for|at|of) {customer}
        (mark|tick|check) [off] (the|my|our|that) {customer} {kind} [as] [done|complete|completed|finished|off]
        (mark|tick|check) [off] (the|my|our|that) {kind} (with|to|for|at|of) {customer} [as] [done|complete|completed|finished|off]
        (complete|finish|tick off|check off|close|close out) (the|my|our|that) {customer} {kind}
        (complete|finish|tick off|check off) (the|my|our|that) {kind} (with|to|for|at|of) {customer}
        [the|my|our] {customer} {kind} (is|was|'s) (done|complete|completed|finished)
        {customer} {kind} (done|complete|completed|finished)
        [the|my|our] {kind} (with|to|for|at|of) {customer} (is|was) (done|complete|completed|finished)
        (done|finished|completed) : {customer} {kind}
    """,
    "reschedule _from=now": """
        snooze [task|reminder|item|the|my] {id} [until|for|to|till]
        snooze [the|my] {customer} {kind} [until|for|to|till]
        snooze [it|that|this|this one|that one] [until|for|to|till]
    """,
    "reschedule": """
        {customer} (pushed|moved|postponed|rescheduled|shifted|delayed|bumped) (the|our|my|their|that) {kind} [to|until|back to|by|out to]
        {customer} (wants|asked|needs) to (move|push|postpone|reschedule|shift) (the|our|my|their|that) {kind} [to|until|back to|by]
        (move|push|postpone|reschedule|shift|bump|delay|change) (the|my|our) (reminder|follow-up) (for|about|on|with) {customer} [to|until|till|by|for]
        [the|my|our] {customer} {kind} (has been|got|is|was) (moved|pushed|postponed|rescheduled|shifted|delayed) [to|until|by|back]
        (make|do) (it|the {customer} {kind}|that) {at} [instead]
        (reschedule|rebook|rearrange) {customer} (to|for)
        remind me (again|later) [about {id}|about that|about it] [in|at|on]
        (move|push|postpone|reschedule|shift|bump|delay|put off|change|bring forward|defer|snooze) [task|reminder|item] {id} [back|out|forward] [to|until|till|by|for|from]
        (move|push|postpone|reschedule|shift|bump|delay|put off|change|bring forward|defer|snooze) (the|my|our|that|today's) {customer} {kind} [back|out|forward|from] [to|until|till|by|for]
        (move|push|postpone|reschedule|shift|bump|delay|put off|change|bring forward|defer|snooze) {customer} {kind} [back|out|forward|from] [to|until|till|by|for]
        (move|push|postpone|reschedule|shift|bump|delay|put off|change|bring forward|defer|snooze) (the|my|our|that|today's) {kind} (with|to|for|at|of) {customer} [back|out|forward|from] [to|until|till|by|for]
        (move|push|postpone|reschedule|shift|bump|delay|put off|change|defer|snooze) (the|my|our|that|today's) {kind} [back|out|forward|from] [to|until|till|by|for]
        (move|push|postpone|reschedule|shift|bump|delay|put off|defer|snooze) (it|that|that one|this one|this) [back|out|forward|from] [to|until|till|by|for]
        [the|my|our] {customer} {kind} (moved|is moved|was moved|has moved|got moved|is now|pushed|is pushed) [to|back|until]
        {customer} wants to (move|push|postpone|reschedule) (the|our|that) {kind} [to|until]
        (push|move|postpone|delay|snooze) {customer} [to|until|till|by|for|back]
    """,
    "cancel": """
        (cancel|delete|remove|drop|scrap) all [the|my|our|remaining|future|other] {kind} [with|for] [{customer}]
        (don't need|no longer need|skip|drop|get rid of|clear|scratch|nix|bin) (the|my|our|that) {customer} {kind} [anymore|any more]
        (don't need|no longer need|skip|get rid of|clear|scratch) [task|reminder|item] {id} [anymore|any more]
        (cancel|delete|remove|drop|scrap|call off) (the|my|our|that) (reminder|task) (to|for|about|with) [{kind}] {customer}
        [the|my|our|that] {customer} {kind} (is|was|has been|got) (off|cancelled|canceled|called off|scrapped|not happening)
        {customer} (cancelled|canceled|called off|bailed on) (the|our|my|their|that) {kind}
        {kind} with {customer} is (off|cancelled|canceled)
        cancel {customer}
        (cancel|delete|remove|drop|scrap|call off|forget|kill) [task|reminder|item|reminder number] {id}
        (cancel|delete|remove|drop|scrap|call off|forget|forget about|kill) (the|my|our|that|today's) {customer} {kind}
        (cancel|delete|remove|drop|scrap|call off) {customer} {kind}
        (cancel|delete|remove|drop|scrap|call off|forget|forget about|kill) [the|my|our|that] {kind} (with|to|for|at|of|about) {customer}
        (cancel|delete|remove|drop|scrap|call off) (the|my|our|that|their) {kind}
        no need to {kind} {customer} [anymore|any more|any longer]
    """,
    # ---- customers ---------------------------------------------------------------------------------------
    "add_customer": """
        [new|add|create|please create|register|set up|open|make] [a|the|new|a new] (customer|client|account|lead|prospect) (record|profile|entry|account) [for|called|named|:] {customer}
        (add|create|register|put|enter|save) {customer} (as|to|in|into) [a|an|our|the] [new] (customer|customers|account|client|lead|prospect|customer list|system|crm|database)
        (add|create|register) [a] [new] (customer|account|client|lead|prospect) {customer}
        (signed up|met) a new (customer|client|lead|prospect) [called|named|:] {customer}
        (picked up|found|got) a new (customer|client|lead|prospect|account) [today|called|named|:|,|-] {customer}
        {customer} [is|as|,] [a|our] new (customer|client|account|lead|prospect)
        (new|add|create|add new|add a new|create a new|create new|register|register new|register a new|onboard|set up|set up new|set up a new|got a new|we have a new|a new) (customer|account|client|lead|prospect) [called|named|record|record for|:] {customer}
        (add|create|register) {customer} as [a|an|our] [new] (customer|account|client|lead|prospect)
        {customer} is a new (customer|account|client|prospect)
    """,
    "detail contact": """
        (with|w/) {contact}
        (contact|contact person|contact is|contact name|main contact|attn) [:|is] {contact}
        (saw|met|spoke to|spoke with|talked to|talked with|ask for|speak to) {contact}
    """,
    "detail owner": """
        (for|by|of) {person}
    """,
    "detail note": """
        (about|re|regarding|abt|to discuss|to talk about) {note}
    """,
    "detail industry": """
        (industry|sector) [:|is] {industry}
        in the {industry} (industry|sector|business)
        {industry} (industry|sector)
    """,
    "detail region": """
        (region|territory|based in|located in|from) [:|is] {place}
    """,
    "detail source": """
        (source|came from|found via|via|referred by|came through|from a|from the) [:|is|a|the] {value}
    """,
    "detail tier": """
        (tier|as|as a|it's a|is a|a) [:] {tier}
        {tier} (account|customer|client)
    """,
    "detail phone": """
        (phone|tel|mobile|cell|number|phone number) [:|is] {phone}
        {phone}
    """,
    "detail email": """
        (email|e-mail|mail) [:|is] {email}
        {email}
    """,
    "detail title": """
        (title|role|position) [:|is] {value}
    """,
    "detail outcome=no_answer": """
        (no answer|no reply|no response|didn't pick up|did not pick up|didn't answer|did not answer|nobody answered|no one answered|nobody picked up|no one picked up|nobody there|went to voicemail|straight to voicemail|got voicemail|left a voicemail|left voicemail|left a message|voicemail|line busy|no one in|nobody in|wasn't in|not in|not reached|unreachable)
    """,
    "detail stage": """
        (stage|currently|now) [:|at|in] {stage}
        [at|in] {stage} stage
    """,
    "detail money": """
        [worth|for|at|about|around|approx|approximately|probably|roughly|value|amount|budget|total|maybe|some|ca] [:|is|of|about|around|approx] {money}
        \\( {money} \\)
    """,
    "detail close": """
        (closing|expected close|expected to close|closes|close|close date|should close|expecting to close|sign|signing|will close|likely to close|due to close|to close) {at}
        (closing|expected close|expected to close|should sign) (in|by|on|date|:) {at}
    """,
    "set_customer field=tier": """
        {customer} is [now] [a|an|our|one of our] {tier}
        (bump|move|set|put|upgrade|raise|lower|demote) {customer} (up to|down to|to|as|as a) [a|an] {tier}
        {customer} (tier|level|rating) [is|to|:|now|=|should be] {tier}
        (set|change|update) [the] (tier|level) (of|for) {customer} (to|as) {tier}
        (mark|set|flag|make|tag) {customer} [as|to] [a|an|our|one of our] {tier}
        (upgrade|downgrade|promote|change|move) {customer} to [a|an] {tier}
        (change|set|update) {customer} tier to {tier}
        {customer} is [now] (a|an|one of our) {tier}
        {customer} should be [a|an] {tier}
        treat {customer} as [a|an] {tier}
    """,
    "set_customer field=alias": """
        {customer} is also (known as|called) {value}
        {customer} (aka|a.k.a.|alias) {value}
        {customer} goes by {value}
        we [also] call {customer} {value}
        (add alias|add the alias) {value} (to|for) {customer}
    """,
    "set_customer field=tag": """
        tag {customer} (as|with) {value}
        (add|put) [the|a] tag {value} (to|on) {customer}
        (add|put) [the|a] {value} tag (to|on) {customer}
    """,
    "set_customer field=name": """
        rename {customer} (to|as|into) {value}
        {customer} is now called {value}
        {customer} changed [their|its] name to {value}
    """,
    "set_customer field=renewal": """
        [the] contract (with|of|for) {customer} (renews|expires|ends|is up|runs out|is up for renewal|is due for renewal|comes up for renewal|runs until) [on|in|at] {at}
        renewal (for|of|date for) {customer} [is|on|:] {at}
        {customer} (renewal|renewal date|contract) [is|on|:|date|comes up] {at}
        {customer} [contract|'s contract|'s license|license|subscription] (renews|expires|is up for renewal|runs out|ends|is due for renewal|runs until|comes up for renewal) [on|in] {at}
        {customer} contract (renewal|expiry|end date) [is|date is|on|:] {at}
    """,
    "set_customer field=birthday": """
        {contact} at {customer} (has a birthday on|has her birthday on|has his birthday on|birthday is on|was born on|birthday is) {at}
        {contact} (was born on|has a birthday on|has her birthday on|has his birthday on) {at}
        {contact} [from {customer}] birthday : {at}
        {contact} from {customer} birthday is [on] {at}
        {contact} birthday is [on] {at}
    """,
    "set_customer": """
        (record|note|save|add) {customer} {field} [as|:|is] {value}
        [the] (new) {field} (of|for|at) {customer} is {value}
        {customer} (changed|updated|moved) (their|its) {field} to {value}
        (change|set|update) (their|his|her) {field} (to|as) {value}
        (their|his|her) {field} (is|is now|changed to|should be|:) [now] {value}
        (set|change|update) {customer} {field} [to|as|:] {value}
        (set|change|update) [the] {field} (of|for) {customer} (to|as) {value}
        [change|set|update] {customer} address (to|is) {note}
        {customer} {field} (is|is now|changed to|should be|:) {value}
        {customer} new {field} (is|:) {value}
        {field} (to|is now) {value}
    """,
    # ---- deals ----------------------------------------------------------------------------------------------
    "add_deal": """
        [there's|we have|we've got|got|i have|i've got] [a|an] [new|potential|possible] (deal|opportunity|opp) (with|at|from|for|on) {customer} [:|-|,|for|worth]
        {customer} (wants|is interested in|is looking for|is looking at|needs|would like) [a|an|to buy] {title} [,|:|worth|for|around|about] {money}
        [log|open|create|add|start] [a] [new] {money} (deal|opportunity|opp) (with|for|at) {customer} [:|-|for|,]
        (new|add|create|open|add a|create a|open a|add a new|create a new|open a new|log a new|log a|log|add new|create new|register a|set up a|start a|got a new) (deal|opportunity|opp) (with|for|at|on|from) {customer} [:|-|,]
        (new|add|create|open|add a|create a|open a|add new) (deal|opportunity|opp) [:|-] {customer} [-|:|,]
        (deal|opportunity|opp) (with|for|at|from) {customer} [:|-]
        {customer} [has a|has|-|:] new (deal|opportunity|opp) [:|-|for]
        (new|add|create|open|add a|create a|open a|add new) (deal|opportunity|opp) [:|-]
    """,
    "update_deal": """
        {customer} [deal] (is|are|has|have) [now] (entering|in|at|reached|moved into|moved to|gone to|progressed to|advanced to|into) [the] {stage} [stage|phase]
        (move|moved|put|push|set|change|take|bump|shift|advance) {customer} [deal|opportunity] [over|on|forward|back] (to|into|in|at) [the] {stage} [stage|phase]
        {customer} : {stage} [stage]
        {customer} [deal] (amount|value|size|budget) [is|to|:|now|is now|went up to|went down to|changed to|up to|down to|should be] {money}
        (update|change|set) [the] {customer} [deal|opportunity|deal amount|deal value|deal size] [amount|value|size] (to|at|as) {money}
        (update|change|set) [the] (amount|value|size) (of|for|on) [the] {customer} [deal] (to|at) {money}
        (push|move|change|set|update|bump|shift) {customer} [deal] (close|close date|closing date|expected close) [date] [to|out to|back to] {at}
        (expected|expecting) to close {at}
        (they'll|they will|they) (sign|close) {at}
        (moving|moved|on|now) [on] (to|into|in) [the] {stage} [stage|phase]
        (move|moved|put|push|pushed|advance|advanced|bump|bumped|change|update|set|take) {customer} [deal|opportunity|the deal] [forward] (to|into|in|at) [the] {stage} [stage]
        (move|moved|put|push|pushed|advance|change|update|set) [the|their] (deal|opportunity) with {customer} (to|into|in|at) [the] {stage} [stage]
        (move|moved|put|push|pushed|advance|change|update|set) [the|their|this|that] (deal|opportunity|it) [forward] (to|into|in|at) [the] {stage} [stage]
        {customer} [deal] (moved|is moving|moves|went|has moved|just moved|advanced|progressed|goes|got) [on|forward] (to|into) [the] {stage} [stage]
        {customer} [deal] (is|are|is now|are now|now|now in|reached|entered|enters|is in|are in|is at|are at|is now in|are now in|is now at) [the] {stage} [stage|now]
        (now|we're|we are|they're|they are|it's|is|are) [now] [in|at] [the] {stage} [stage]
        (moved|moving|moves|on|goes) [on|forward] (to|into) [the] {stage} [stage]
        (bump|change|update|set|raise|increase|reduce|lower|drop|revise) {customer} [deal|opportunity] [value|amount|size] [up|down] to {money}
        (bump|change|update|set|raise|increase|reduce|lower|drop|revise) [the|their] (deal|amount|value|deal amount|deal value|opportunity|it) [with {customer}|for {customer}] [value|size|amount] [up|down] to {money}
        {customer} [deal] (is now worth|now worth|is worth|worth|deal is now|grew to|deal is) {money}
        {customer} [deal] (slipping|slipped|slips|is slipping|has slipped|is delayed|delayed|pushed|got pushed) (to|into|until) {at}
        {customer} [deal] (should close|will close|expected to close|is expected to close|is closing|closes|closing|now closes|expects to sign|expect to sign|will sign|should sign) [in|on|by|next] {at}
        (expected close|expecting to close|should close|closing|will close|close date|expected close date) [for {customer}] [is|now|moved to|to|:] {at}
        (estimate|estimated|expected|potential|budget|worth|probably|around|maybe|deal size|deal value|expecting) [:|is|at|about|of|value|around] {money}
    """,
    "update_deal stage=won": """
        (we|i) (won|got|landed|closed|bagged) (the|that) {customer} (deal|account|contract|business|project|tender|bid)
        {customer} (deal|opportunity|tender|bid) (is ours|is closed|closed|is won|is in the bag|won)
        (mark|set|flag) [the] {customer} [deal] [as|to] won
        {customer} chose us
        closed the deal with {customer}
        (won|we won|just won|closed|landed|just landed|just closed) [the] {customer} [deal|business|account|contract|project|opportunity]
        won (the|that) (deal|tender|bid|project|business) (with|at|from|for) {customer}
        won (the|that) {customer} (deal|tender|bid|project|business)
        {customer} [deal] [is|is a] (won|closed won|closed-won)
        we won the (deal|bid|tender|project)
        mark {customer} [deal] [as] [closed] won
    """,
    "update_deal stage=lost": """
        (mark|set|flag) [the] {customer} [deal] [as|to] lost [because {reason}|, {reason}|, reason {reason}]
        [mark|set] [it|them|that] [as] lost
        {customer} (went|is going|are going|decided to go|has gone) with (a|the|another) {reason}
        {customer} (said no|turned us down|declined|rejected us|backed out|pulled out|dropped us|passed on us|walked away) [because {reason}]
        {customer} (deal|opportunity|tender|bid) (is dead|fell through|is lost|is off|fell apart|went south|collapsed)
        lost {customer} , {reason}
        (lost|we lost|just lost) (the|that|our) {customer} (deal|bid|tender|project|business|opportunity) [to {reason}|because {reason}|over {reason}|on {reason}]
        (lost|we lost|just lost) {customer} [deal] [to {reason}|because {reason}|over {reason}|on {reason}]
        lost (the|that|our) deal with {customer} [to {reason}|because {reason}]
        (lost|we lost) (it|the deal|this one|that one|that deal) [to {reason}|because {reason}|over {reason}|on {reason}]
        {customer} [deal] [is|got|was|has been] lost [to {reason}|because {reason}|over {reason}]
        {customer} (went with|chose|picked) (a competitor|another vendor|someone else|the competition|another supplier)
        mark {customer} [deal] [as] [closed] lost
        {customer} deal (fell through|is dead|is off)
    """,
    # ---- to look at --------------------------------------------------------------------------------------------
    "show": """
        (show|give|tell) me [the|all|more] (info|details|status|record|card|profile|summary) (on|of|for|about) {customer}
        (what's|what is) (the|our) (status|situation|story|latest|news) (of|with|on|at|for) {customer}
        (what's|what is) happening (with|at) {customer}
        how are (things|we) [going|doing] (with|at) {customer}
        {customer} , (please|pls|status|info)
        customer {customer}
        (anything|any news|any update|any updates|update) (on|about|from) {customer}
        who is {customer}
        (show|show me|open|pull up|bring up|display|view|look up|lookup|info on|details on|details of|tell me about|get me|find me|find|search|search for|look at|give me|details for|info about|info for|check) {customer} [for me|please|details|info|record|profile|card|account]
        (what do we know about|what's up with|what's the status of|what's the status with|status of|status on|what's the story with|where are we with|where do we stand with|how are we doing with|what's happening with|what's going on with|how is|how's|what's new with|what about|everything on|summary of|summary for|overview of) {customer} [doing|going]
        {customer} (status|details|info|profile|overview|summary)
    """,
    "list_tasks": """
        what (are|were) {person} (tasks|reminders|to-dos|todos|appointments) [for|on|due] [this|next]
        what tasks (do i have|do we have|are there|are due|are on|does {person} have) [for|on|due|today]
        (anything|what) (on|due|planned|scheduled|coming up|to do) [for|on|for me] {at}
        do i have anything [on|planned|scheduled|due] [for|on]
        (tasks|reminders|to-dos|todos|agenda|schedule) (for|of) {person} [on|for|this]
        {person} (schedule|agenda|calendar|plan|plans|day) [for|on|look like]
        how does {person} (day|week|schedule|calendar|agenda) look [for|on|like]
        what's coming up [for {person}|for the team|next]
        what's on {person} [plate|agenda|calendar|schedule|list]
        what's {person} (schedule|agenda|plan) [for|on|look like]
        which {kind} (do i|do we|does {person}) have [on|for|due|planned|this|next]
        what {kind} (do i|do we|does {person}|have i|have we) [got|have] [on|for|due|planned|lined up]
        who (am i|are we|is {person}) (meeting|seeing|visiting|calling) [on|this|next]
        (what's|what is|whats) [on|due|up|planned|scheduled|happening] [on|for] [my|the|our] [agenda|calendar|schedule|plate|list|plan] [on|for|look like] [me] {at}
        (what's|what is|whats) on (my|the) (agenda|calendar|schedule|plate|list|plan|todo|to-do list)
        what (does|has|is) {person} (have|got|doing|have on|have planned|got on|have to do) [on|planned|due|coming up|to do|for|left] {at}
        (what's|what is|whats) {person} (got|doing|have|having|up to) [on|planned|due|coming up|for] {at}
        (what do we have|what have we got|what does the team have|what's the team doing) [on|planned|due|coming up|for] {at}
        (show|show me|list|give me|see|view|get) [all] [of] [{person}|the|any] [open|pending|upcoming|outstanding] (tasks|to-dos|todos|reminders|agenda|schedule|to do list|todo list|to-do list|plan|calendar) [for|on|due] [me]
        ({person}|open|pending|upcoming|outstanding|all {person}|all) (tasks|to-dos|todos|reminders|agenda|schedule|to do list|todo list|to-do list|plan|calendar) [for|on|due]
        (tasks|to-dos|todos|reminders|agenda|schedule|to do list|todo list|to-do list|plan for|today's tasks|today's agenda) [for|on|due]
        (show|list|show me|give me) [all] {person} [open|pending|upcoming] (tasks|to-dos|todos|reminders|agenda|schedule|plan)
        {person} [open|pending|upcoming] (tasks|to-dos|todos|reminders|agenda|schedule|to-do list|plan) [for|on|due]
        [any|list|show|show me|which|what|what are my|what are the|do i have any|my|are there any|what are our|have i got any|do we have any] [my|the|our|upcoming|planned] {kind} [are|do i have|do we have|have i got|are there] (due|planned|scheduled|coming up|pending|left|lined up|booked|on) [for|on|in]
        (which|what|any|how many|my|the|list|show|show me|do i have any|have i got any) [of my] [upcoming|planned|scheduled] {kind} [do i have|do we have|have i got|are there|is there|are on|are due|have we got] [for|on|in|due|planned|scheduled] {at}
        (who|whom) (do i|should i|do we|are we|am i|must i) [need to|have to|supposed to|meant to|going to] {kind} [back]
        (agenda|today|what's next|anything on|anything due|anything for me|anything planned|anything on my plate|anything coming up)
    """,
    "list_tasks owner=me": """
        (what do i|what have i|what i) [have] [got] [to do] [on|planned|scheduled|due|coming up|left] {at}
        (what do i have|what have i got|what do i need to do|what am i doing|what should i do|what do i have to do) [on|planned|due|scheduled|coming up|left|for|to do] [for|on]
        (what's|what is|whats) on my (agenda|calendar|schedule|plate|list|plan|todo list|to-do list) [for|on]
    """,
    "list_tasks overdue=true": """
        (show|list|give me|see) (everything|all|all that's|what's|anything|things|anything that's|everything that's) (overdue|late|past due)
        (what|anything|which) [tasks|reminders] (am i|are we|is {person}) (behind on|late with|late on)
        (what did i|did i|have i) (miss|missed|forget|forgotten) [anything]
        (overdue|late|past due|missed) (tasks|to-dos|todos|reminders|items|follow-ups|things|stuff)
        (show|list|show me|what are|give me|what's) [all] [the|{person}] (overdue|late|past due|missed) [tasks|to-dos|todos|reminders|items|stuff]
        {person} (overdue|late|past due|missed) (tasks|to-dos|todos|reminders|items)
        {person} (overdue|late|past due) (tasks|to-dos|todos|reminders|items)
        (overdue|late|past due|missed) {kind} [for {person}]
        what (is|am i|are we) (overdue|late on|behind on)
        (what's|what is|anything|whats|which tasks are|what tasks are) (overdue|late|past due)
        what does {person} have overdue
        overdue
    """,
    "pipeline": """
        (what's|what is|whats|show|show me) in (the|{person}) (pipeline|pipline|funnel) [for|right now|now|this]
        (how's|how is|how does|hows) (the|{person}) (pipeline|funnel) [looking|look|doing]
        (which|what) (deals|opportunities) (are|is|do we have|do i have|have) [currently] [in|at|stuck in] [the] {stage} [stage]
        {person} (deals|opportunities|open deals|open opportunities|pipeline|piepline|funnel)
        (list|show|show me|all|see) [all] [of] [{person}|the] [open|active|current] (deals|opportunities) [in|at] [the|{stage}] [{stage}] [stage]
        (deals|opportunities) (in|at) [the] {stage} [stage]
        [show|show me|view|open|give me|see|get|get me|pull up|what's|what's in|how's|how is|how does|what does] [all] [the|{person}] (pipeline|piepline|pipline|funnel|deal pipeline|sales pipeline|open deals|deals) [look|looking|look like|overview|for {person}|of {person}|please|doing]
        [show|show me|list|what|which|any] [{person}|the|all|all {person}|open] (deals|opportunities) [are|do we have|do i have|are there] [currently] (in|at|closing|expected to close|due to close|that close) [the] [{stage}] [stage]
        [show|show me|list|what|which|any] [the|all|all {person}|{person}] {stage} [stage] (deals|opportunities)
        [show|show me|list|what|which] [{person}|the|all] (deals|opportunities) (we have|do we have|are open|closing|have we got)
        (what's|what is|whats|what deals are|which deals are|what should|which deals) [we|expected to|due to|going to|supposed to|likely to] (close|closing|expected to close)
    """,
    "digest": """
        [send|send me|show|show me|give me|post|get|get me|can i have|can i get|run|i want|i'd like] [today's|the|a|the daily|daily|morning|yesterday's|{person}|{person}'s] (digest|daily digest|daily report|daily summary|morning summary|morning digest|daily brief) [for {person}|now|please|again|of {person}]
    """,
    "setting field=digest_time": """
        [send|send me|i want|move|set|change|get|give me|deliver|schedule] [the|my|a] (digest|daily digest|daily report|daily summary|digest time) [time|daily|me] [at|to|for|every day at|every morning at|:] {clock}
    """,
    "setting field=language": """
        (speak|use|switch to|change to|talk|reply in|answer in|set language to|change language to|change the language to|set my language to|language|language is|language:|talk to me in|respond in|switch language to|switch the language to|switch back to|write in|i prefer|back to) [to|:|in] {language} [please]
        {language} please
        in {language} please
    """,
    "setting field=timezone": """
        (set|change|switch|update|put) (my|the) (timezone|time zone|tz) [to|as] {value}
        (use|switch to) {value} (time|timezone|time zone)
        (timezone|time zone|tz|my timezone is|my time zone is|set timezone to|set my timezone to|set time zone to|change timezone to|change my timezone to|change my time zone to|switch timezone to|i'm in timezone|set tz to) [to|is|:|=] {value}
        i'm (in|based in|now in|living in) {value} (now|time|timezone|time zone)
    """,
    "setting field=work_hours": """
        (i|we) (work|am working|start at) [from] {hours}
        (set|change|update) [my|our|the] (work|working|office|business) hours [to|as|:|from] {hours}
        (work hours|working hours|office hours|my work hours are|my working hours are|my hours are|business hours|set working hours to|set work hours to|set my working hours to|set my hours to|change my working hours to|i work|i work from) [are|:|to|from|=|is] {hours}
    """,
    "setting field=mute value=off": """
        (unmute|un-mute|turn reminders back on|unmute me|unmute reminders|stop muting|turn notifications back on|reminders on|mute off|end mute|turn the reminders back on)
    """,
    "setting field=mute": """
        (stop|quit) (bugging|bothering|pinging|reminding|notifying|disturbing|messaging) me (until|till|for) {at}
        (be quiet|stay quiet|go quiet|pause|hold reminders|hold notifications|keep quiet|go silent) (until|till|for) {at}
        (no|don't send [me]|hold [all]|pause [all]|stop [all]) (notifications|reminders|messages|pings|alerts) (until|till|for) {at}
        (mute|mute me|silence|mute reminders|no reminders|quiet|be quiet|mute notifications|mute everything|do not disturb|don't disturb me|dnd|stop reminders|pause reminders|snooze everything|shut up|mute the bot|mute yourself|silence reminders|don't bother me|no notifications|pause notifications|leave me alone) [until|till|for|me] [for|the rest of] {at}
    """,
    "setting field=away": """
        (i'm away|i am away|i'll be away|i'm on vacation|i'm on leave|i'm on holiday|i'm off|i'll be off|i'm out|i'll be out|out of office|ooo|on leave|i am on leave|i will be away|i will be on leave|away|set me as away|set me away) [until|till|from|through] {at}
    """,
    "undo": """
        (go back|back up|step back|nope undo|oops undo|undo please)
        (wrong customer|wrong one|wrong company|my bad|i made a mistake|that's wrong|that's not right) , undo [that|it]
        (remove|delete|cancel|erase) (that|the|my) (last|previous|latest) (entry|log|record|visit|one|thing|message|note|action|reminder|change)
        (remove|delete|forget) what i just (said|logged|entered|wrote)
        ignore (that|my last message|the last one|what i just said)
        (nvm|nevermind|never mind) [,] (undo|revert|scratch that|cancel that)
        (revert|undo|rollback)
        (undo|undo that|undo this|undo it|undo the last one|undo last|undo my last one|undo the last entry|undo my last entry|undo the last thing|undo last action|undo last entry|undo my last message|undo the last action|undo what you just did|undo what i just said) {id}
        (undo|revert|take back|rollback|roll back|scratch|reverse) [that|this|it|the|my|what] [very] [last|previous] [thing|one|entry|action|message|change|record|log|that|step|update|i said|i just said|you just did] [again|please]
        (scratch that|never mind that|take that back|i take that back|that was wrong|that was a mistake|my mistake|wrong one|roll that back|put it back|delete that last one|delete the last one|delete my last entry|delete that entry|remove that last entry|remove the last entry|cancel that|cancel the last one|cancel my last entry|cancel the last entry|undo)
    """,
    "help": """
        (help|help me|i need help|need help|can you help|can you help me|commands|what can you do|what can i do|what can i say|what can i type|what can i ask|how does this work|how does it work|how do i use this|how do i use you|how do you work|how to use|how does this bot work|list of commands|list commands|show commands|show me commands|show me the commands|what commands|which commands|instructions|manual|user guide|show help|usage|getting started|how can you help|what do you do|what are you able to do)
        how do i (log|add|use|record|create|set|undo|cancel|enter|make|delete|change|get|mark|assign|move|see|register) {note}
        how does this (bot|thing|app) work [anyway]
        how (does this thing|does this bot|do i use this thing|do i use this bot|do i work|do you use|can i use|do these) {note}
        (what|which) commands (are there|do you know|can i use|do you have|do you understand|do you support)
    """,
    "set_customer field=industry": """
        {customer} (is in|are in|works in|operates in) [the] {industry} (industry|sector|business|space)
        {customer} is (a|an) {industry} (company|business|firm|manufacturer|retailer)
    """,
    "set_customer field=region": """
        {customer} (is based in|is located in|moved to|is in|relocated to|are based in) {place}
    """,
    "set_customer field=source": """
        {customer} (came from|came through|found us through|came via|was referred by|came in through|heard of us through|is a referral from) {value}
    """,
    "set_customer field=no_contact value=true": """
        (do not contact|don't contact|stop contacting|never contact) {customer}
        {customer} (asked not to be contacted|does not want to be contacted|doesn't want to be contacted)
    """,
    "set_customer field=no_contact value=false": """
        {customer} (can be contacted again|may be contacted again|wants to be contacted again)
        (we|you|i) (can|may) contact {customer} again
    """,
}
