using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;

namespace CitesDesMetiers.Web.Ui.StructuredData;

/// <summary>
/// Writes things into a page as JSON-LD. Browsers do not run the element: its type makes it data, to which the Content-Security-Policy
/// does not apply.
/// </summary>
internal static class JsonLd
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,

        // Leaves accents readable but escapes <, > and &, so that no text ends the element.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static IHtmlContent Of(IEnumerable<Thing> things)
    {
        // As objects, so that each is written with the properties of its own type.
        var json = JsonSerializer.Serialize(new Graph("https://schema.org", things), Options);
        return new HtmlString($"<script type=\"application/ld+json\">{json}</script>");
    }

    private sealed record Graph(
        [property: JsonPropertyName("@context")] string Context, [property: JsonPropertyName("@graph")] IEnumerable<object> Things);
}
