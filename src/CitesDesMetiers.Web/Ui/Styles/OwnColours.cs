using System.Text;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Web.Platform;

namespace CitesDesMetiers.Web.Ui.Styles;

/// <summary>
/// A small style sheet with the colours that its address names, over those of base.css. The address holds all of its content, so browsers keep
/// it for ever, and no page needs a style of its own.
/// </summary>
internal static class OwnColours
{
    public static void MapOwnColours(this WebApplication app) =>
        app.MapGet(StyleAddresses.Colours, Send).AllowAnonymous().WithMetadata(new FileForEverybody()).ExcludeFromDescription();

    private static IResult Send(string? liens, string? dates, HttpContext http)
    {
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Text(Sheet(Readable(liens), Readable(dates)), "text/css", Encoding.UTF8);
    }

    private static Colour? Readable(string? digits) => Colour.TryParse("#" + digits, out var colour) && colour.IsReadable ? colour : null;

    private static string Sheet(Colour? links, Colour? dates) =>
        $$"""
        :root { {{Rules(links, dates)}} }
        @media screen and (prefers-color-scheme: dark) { :root { {{Rules(links?.ForDark(), dates?.ForDark())}} } }

        """;

    private static string Rules(Colour? links, Colour? dates) =>
        (links is null ? "" : $"--petrol: {links}; --petrol-strong: {links};") + (dates is null ? "" : $" --ochre: {dates};");
}
