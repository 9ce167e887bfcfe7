using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CitesDesMetiers.Web.Newsletter.Search;

/// <summary>Registers the search of the reading site and what keeps its entries.</summary>
internal static class SearchSetup
{
    public static void AddSearch(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IInterceptor, SearchIndexing>();
    }
}
