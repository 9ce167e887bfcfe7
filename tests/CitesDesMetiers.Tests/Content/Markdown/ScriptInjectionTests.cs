using CitesDesMetiers.Web.Content.Markdown;

namespace CitesDesMetiers.Tests.Content.Markdown;

public class ScriptInjectionTests
{
    private static readonly MarkdownRenderer Renderer = new();

    [Theory]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x]( javascript:alert(1) )")]
    [InlineData("[x](<javascript:alert(1)>)")]
    [InlineData("[x](<java\tscript:alert(1)>)")]
    [InlineData("[x](<java script:alert(1)>)")]
    [InlineData("[x](java&#10;script:alert(1))")]
    [InlineData("[x](java&Tab;script&colon;alert(1))")]
    [InlineData("[x](&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1))")]
    [InlineData("[x](&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;alert(1))")]
    [InlineData("[x](&#1;javascript:alert(1))")]
    [InlineData("[x](&#x00A0;javascript:alert(1))")]
    [InlineData("[x](javascript&#58;alert(1))")]
    [InlineData("[x](javascript%3Aalert(1))")]
    [InlineData("[x](\\javascript:alert(1))")]
    [InlineData("[x](javascript://www.x.fr/%0Aalert(1))")]
    [InlineData("[x](vbscript:msgbox(1))")]
    [InlineData("[x](VBSCRIPT:msgbox(1))")]
    [InlineData("[x](data:text/html,<script>alert(1)</script>)")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)")]
    [InlineData("[x](DATA:text/html;base64,PHN2Zz4=)")]
    [InlineData("[x](blob:https://x.fr/1)")]
    [InlineData("[x](file:///etc/passwd)")]
    [InlineData("[x](feed:javascript:alert(1))")]
    [InlineData("[x](view-source:javascript:alert(1))")]
    [InlineData("[x](lang:javascript:alert(1))")]
    [InlineData("[x](lang:en\"onclick=alert(1))")]
    [InlineData("[x][y]\n\n[y]: javascript:alert(1)")]
    [InlineData("[x][y]\n\n[y]: <java\tscript:alert(1)> \"t\"")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("<vbscript:alert(1)>")]
    [InlineData("![x](javascript:alert(1))")]
    [InlineData("![x](x\"onerror=\"alert(1))")]
    [InlineData("![\"onerror=\"alert(1)](/images/x.png)")]
    [InlineData("![x](/images/x.png \"a\\\" onload=alert(1)\")")]
    [InlineData("[x](http://x.fr/\"onmouseover=\"alert(1))")]
    [InlineData("[x](http://x.fr \"\\\"onclick=alert(1)\")")]
    [InlineData("http://x.fr/\"onmouseover=alert(1)//")]
    [InlineData("[![x](javascript:alert(1))](javascript:alert(2))")]
    [InlineData("[x [y](javascript:alert(1))](javascript:alert(2))")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<svg/onload=alert(1)>")]
    [InlineData("<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">")]
    [InlineData("<iframe srcdoc='<script>alert(1)</script>'></iframe>")]
    [InlineData("<form action=//evil><input name=x></form>")]
    [InlineData("<style>@import '//evil'</style>")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>")]
    [InlineData("<base href=//evil><meta http-equiv=refresh content=0>")]
    [InlineData("<p style=\"background:url(javascript:alert(1))\">x</p>")]
    [InlineData("`<script>alert(1)</script>`")]
    [InlineData("```\"onload=alert(1)\n</code></pre><script>alert(1)</script>\n```")]
    [InlineData("``` <script>alert(1)</script>\nx\n```")]
    [InlineData("# <img src=x onerror=alert(1)>")]
    [InlineData("<!-- --><script>alert(1)</script>")]
    [InlineData("<![CDATA[<script>alert(1)</script>]]>")]
    [InlineData("<?php alert(1) ?>")]
    [InlineData("&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("www.x.fr\"onclick=alert(1)")]
    [InlineData("mailto:a@b.fr\"onclick=alert(1)")]
    public void Nothing_that_runs_survives(string markdown)
    {
        Safety.Check(Renderer.ToHtml(markdown, "fr"));
        Safety.Check(Renderer.ToHtml(markdown, "en"));
        Safety.Check(Renderer.ToHtml(new string('>', 1_000) + "\n\n" + markdown, "fr"));
    }
}
