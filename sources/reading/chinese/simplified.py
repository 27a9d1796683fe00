"""Traditional characters and full-width forms of the reader's own vocabulary, read as the plain ones.

One character stands for one, so that places in the plain text are places in the text as written. This is no
conversion of Chinese: only characters that the tables of this package use are listed.
"""

_TRADITIONAL = (
    "個个點点萬万億亿兩两貳贰參叁叄叁陸陆壱壹弍贰弎叁負负噸吨鐘钟鍾钟時时間间歲岁週周幣币圓圆鎊镑韓韩盧卢銖铢畝亩張张條条項项種种類类輛辆臺台檯台"
    "顆颗組组對对雙双場场輪轮屆届筆笔冊册級级層层節节頭头門门處处國国縣县區区鄉乡頁页聲声盞盏約约過过餘余幾几數数來来從从後后內内達达滿满當当於于"
    "將将頂顶歐欧亞亚攝摄華华號号紀纪醫医學学員员軍军隊队飛飞機机戰战導导彈弹車车業业銀银書书協协議议館馆無无連连進进獨独統统專专劃划歸归終终裏里"
    "裡里哩哩呎呎樓楼戶户難难僑侨傷伤兒儿婦妇師师職职選选遊游觀观聯联盤盘帶带鎮镇馬马諾诺貝贝爾尔羅罗倫伦漲涨萊莱塊块條条隻只僅仅鮮鲜緬缅紐纽"
    "侖仑澤泽術术術术億亿廿廿卌四準准標标際际倆俩畫画訂订顧顾損损價价額额實实際际歷历曆历農农臘腊禮礼檔档邊边"
)
_PLAIN = dict(zip(_TRADITIONAL[::2], _TRADITIONAL[1::2], strict=True))
_PLAIN.pop("卌")
_WIDE = {chr(code): chr(code - 0xFEE0) for code in range(0xFF10, 0xFF5B) if chr(code).isalnum()}
_SIGNS = dict(zip("％．－＋～￥＄（）／：＜＞＝", "%.-+~¥$()/:<>=", strict=True))
_TABLE = str.maketrans(_PLAIN | _WIDE | _SIGNS)


def simplified(text: str) -> str:
    """The text with those characters as the tables write them; of the same length."""
    return text.translate(_TABLE)
