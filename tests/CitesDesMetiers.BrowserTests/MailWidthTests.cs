using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>The mail as programs lay it out that keep its style sheet, and as several webmails do, which drop it.</summary>
public sealed partial class MailWidthTests(Chromium chromium, DemoSite demo)
{
    private const string Measure = """
        () => {
          const [news, agenda] = [...document.querySelectorAll('.column')].map(column => column.getBoundingClientRect());
          const panel = document.querySelector('.panel').getBoundingClientRect();
          const room = document.querySelector('.column').parentElement.getBoundingClientRect();
          return [document.documentElement.scrollWidth, Math.round(room.width), Math.round(panel.width), agenda.top < news.bottom && agenda.left > news.left ? 1 : 0];
        }
        """;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_agenda_takes_the_whole_width_wherever_it_does_not_stand_beside_the_editorial(bool withStyleSheet)
    {
        var page = await chromium.NewPageAsync(demo.Url);
        await page.GotoAsync("/numeros");
        var issue = await page.Locator("main a[href^='/numeros/']").First.GetAttributeAsync("href");
        var html = await (await page.APIRequest.GetAsync(issue + "/courriel")).TextAsync();
        // Not within the site, whose policy refuses styles in elements.
        await page.GotoAsync("about:blank");
        await page.SetContentAsync(withStyleSheet ? html : StyleSheet().Replace(html, ""), new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        foreach (var width in new[] { 280, 320, 360, 414, 480, 600, 640, 700, 1024 })
        {
            await page.SetViewportSizeAsync(width, 900);

            var (whole, room, panel, isBeside) = await page.EvaluateAsync<int[]>(Measure) is [var a, var b, var c, var d] ? (a, b, c, d) : default;

            Assert.True(whole <= width, $"{width} px: the page is {whole} px wide.");
            Assert.True(isBeside == 1 ? panel is > 200 and < 240 : panel == room, $"{width} px: the agenda takes {panel} of {room} px.");
            Assert.Equal(width >= 640, isBeside == 1);
        }

        await page.Context.CloseAsync();
    }

    [GeneratedRegex("<style>.*?</style>", RegexOptions.Singleline)]
    private static partial Regex StyleSheet();
}
