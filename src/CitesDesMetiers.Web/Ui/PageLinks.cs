namespace CitesDesMetiers.Web.Ui;

/// <summary>The links between the pages of a long list.</summary>
/// <param name="Page">The current page, from 1.</param>
/// <param name="AddressOf">Returns the address of a page.</param>
public sealed record PageLinks(int Page, int Pages, Func<int, string?> AddressOf)
{
    /// <summary>The first, the last and the neighbouring pages; 0 stands for a gap.</summary>
    public IEnumerable<int> Shown
    {
        get
        {
            var last = 0;
            foreach (var page in Enumerable.Range(1, Pages).Where(p => p == 1 || p == Pages || Math.Abs(p - Page) <= 1))
            {
                if (page > last + 1)
                {
                    yield return page == last + 2 ? page - 1 : 0;
                }

                yield return last = page;
            }
        }
    }

    public static int Count(int total, int perPage) => Math.Max(1, (total + perPage - 1) / perPage);
}
