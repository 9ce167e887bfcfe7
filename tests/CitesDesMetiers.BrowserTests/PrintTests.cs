using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>An issue on paper.</summary>
public sealed class PrintTests(Chromium chromium, DemoSite demo) : IAsyncLifetime
{
    /// <summary>Columns of a given height break as pages do, without the contents above them. Gives for each the number of dates in it.</summary>
    private const string CountByColumn = """
        ([internal, external, height]) => {
          document.querySelector('.issue-contents')?.remove();
          const lists = document.querySelectorAll('.issue-agenda .date-list');
          [internal, external].forEach((count, i) => {
            const model = lists[i].children[0].cloneNode(true);
            lists[i].replaceChildren(...Array.from({ length: count }, () => model.cloneNode(true)));
          });
          document.querySelector('.issue-grid').style.height = `${height}px`;
          const counts = new Map();
          document.querySelectorAll('.issue-agenda .date-line').forEach(line => {
            const left = Math.round(line.getBoundingClientRect().left / 50);
            counts.set(left, (counts.get(left) ?? 0) + 1);
          });
          return [...counts.values()];
        }
        """;

    private IPage page = null!;

    public async ValueTask InitializeAsync()
    {
        page = await chromium.NewPageAsync(demo.Url);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.GotoAsync("/numeros");
        await page.Locator("main a[href^='/numeros/']").First.ClickAsync();
        await page.Locator(".issue-grid").WaitForAsync();

        // Text is there before its style sheet.
        await page.ReachAsync(LoadState.Load);
    }

    [Fact]
    public async Task An_address_that_a_link_shows_is_not_printed_twice()
    {
        var links = await page.EvaluateAsync<string[][]>("""
            () => [...document.querySelectorAll('.prose a[href^=http]')].map(a => [a.textContent, a.href, getComputedStyle(a, '::after').content])
            """);

        Assert.All(links, link => Assert.Equal(link[1].TrimEnd('/').EndsWith(link[0].TrimEnd('/'), StringComparison.Ordinal), link[2] == "none"));
        Assert.Contains(links, link => link[2] == "none");
        Assert.Contains(links, link => link[2] != "none");
    }

    [Theory]
    [InlineData(8, 2)]
    [InlineData(1, 9)]
    [InlineData(5, 5)]
    public async Task No_date_stands_alone_in_a_column(int @internal, int external)
    {
        for (var height = 300; height <= 800; height += 20)
        {
            var counts = await page.EvaluateAsync<int[]>(CountByColumn, new[] { @internal, external, height });

            Assert.Equal(@internal + external, counts.Sum());
            Assert.True(counts.Min() > 1, $"{height} px: {string.Join(", ", counts)}");
        }
    }

    public async ValueTask DisposeAsync() => await page.Context.CloseAsync();
}
