"""The sample's teams: twelve reps and three managers in Shanghai, Taipei, Hong Kong and abroad."""

from bot.demo.kinds import SamplePerson, SampleTeam

TEAMS = (
    SampleTeam("East", "华东"),
    SampleTeam("Greater Bay", "港台"),
    SampleTeam("International", "国际"),
)

PEOPLE = (
    SamplePerson("Grace Chen", "East", "manager", "en", "Asia/Shanghai", ("陈静", "Grace")),
    SamplePerson("Ann Lee", "East", "rep", "en", "Asia/Shanghai", ("Ann",)),
    SamplePerson("林薇", "East", "rep", "zh-Hans", "Asia/Shanghai", ("小林", "Vivian Lin")),
    SamplePerson("周子轩", "East", "rep", "zh-Hans", "Asia/Shanghai", ("子轩",)),
    SamplePerson("吴昊", "East", "rep", "zh-Hans", "Asia/Shanghai"),
    SamplePerson("徐雅婷", "East", "rep", "zh-Hans", "Asia/Shanghai", ("雅婷",)),
    SamplePerson("梁啟明", "Greater Bay", "manager", "zh-Hant", "Asia/Hong_Kong", ("Kelvin Leung",)),
    SamplePerson("陳怡君", "Greater Bay", "rep", "zh-Hant", "Asia/Taipei", ("怡君",)),
    SamplePerson("黃柏翰", "Greater Bay", "rep", "zh-Hant", "Asia/Taipei", ("柏翰",)),
    SamplePerson("何詠詩", "Greater Bay", "rep", "zh-Hant", "Asia/Hong_Kong", ("Wing Ho",)),
    SamplePerson("Helen Whitfield", "International", "manager", "en", "Europe/London", ("Helen",)),
    SamplePerson("Marcus Oyelaran", "International", "rep", "en", "Europe/London", ("Marcus",)),
    SamplePerson("Sofia Lindqvist", "International", "rep", "en", "Europe/Stockholm", ("Sofia",)),
    SamplePerson("Priya Nair", "International", "rep", "en", "Asia/Singapore", ("Priya",)),
    SamplePerson("Daniel Reyes", "International", "rep", "en", "America/New_York", ("Dan",)),
)
