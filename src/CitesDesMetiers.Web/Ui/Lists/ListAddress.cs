using Microsoft.AspNetCore.Http.Extensions;

namespace CitesDesMetiers.Web.Ui.Lists;

/// <summary>Builds addresses of lists with their filters.</summary>
internal static class ListAddress
{
    /// <summary>Adds a query to a path. Parameters without a value are left out.</summary>
    public static string Of(string path, params (string Name, string? Value)[] query) =>
        path + new QueryBuilder(query.Where(p => !string.IsNullOrEmpty(p.Value)).Select(p => KeyValuePair.Create(p.Name, p.Value!)));

    /// <summary>The address of the current list with one query parameter changed. All other parameters stay.</summary>
    /// <param name="value">The new value; null removes the parameter.</param>
    public static string With(HttpRequest request, string name, string? value)
    {
        var query = new QueryBuilder(request.Query
            .Where(pair => pair.Key != name && pair.Key != ListFilter.PageName && !string.IsNullOrEmpty(pair.Value))
            .SelectMany(pair => pair.Value.OfType<string>().Select(v => KeyValuePair.Create(pair.Key, v))));
        if (value is not null)
        {
            query.Add(name, value);
        }

        return request.Path + query.ToString();
    }

    public static PageLinks Pages(HttpRequest request, ListFilter filter) =>
        new(filter.Page, filter.Pages, page => With(request, ListFilter.PageName, page.ToString(System.Globalization.CultureInfo.InvariantCulture)));
}
