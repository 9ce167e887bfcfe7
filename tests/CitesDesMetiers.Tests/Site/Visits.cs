using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Html.Dom;
using CitesDesMetiers.Tests.App;

namespace CitesDesMetiers.Tests.Site;

/// <summary>A visitor without an account asks for one thing.</summary>
internal static class Visits
{
    public static async Task<HttpResponseMessage> AskAsync(this SiteFactory site, string path, EntityTagHeaderValue? known = null)
    {
        using var client = site.CreateSiteClient();
        if (known is not null)
        {
            client.DefaultRequestHeaders.IfNoneMatch.Add(known);
        }

        return await client.GetAsync(path);
    }

    public static async Task<HttpStatusCode> StatusAsync(this SiteFactory site, string path, EntityTagHeaderValue? known = null) =>
        (await site.AskAsync(path, known)).StatusCode;

    public static async Task<HttpStatusCode> StatusAsync(this DeskClient member, string path) => (await member.Http.GetAsync(path)).StatusCode;

    public static async Task<byte[]> BytesAsync(this SiteFactory site, string path) =>
        await (await site.AskAsync(path)).EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();

    public static async Task<string> TextAsync(this SiteFactory site, string path) =>
        await (await site.AskAsync(path)).EnsureSuccessStatusCode().Content.ReadAsStringAsync();

    public static async Task<IHtmlDocument> PageAsync(this SiteFactory site, string path) =>
        await DeskClient.ParseAsync((await site.AskAsync(path)).EnsureSuccessStatusCode());
}
