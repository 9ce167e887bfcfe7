using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Web.Platform;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Net.Http.Headers;

namespace CitesDesMetiers.Web.Ui.Styles;

/// <summary>Registers the style sheets and serves them.</summary>
internal static class StylesSetup
{
    public static void AddStyles(this WebApplicationBuilder builder) => builder.Services.AddSingleton<StyleSheets>();

    public static void MapStyles(this WebApplication app)
    {
        app.MapGet(StyleAddresses.Sheet, Send).AllowAnonymous().WithMetadata(new FileForEverybody()).ExcludeFromDescription();
        app.MapOwnColours();
    }

    private static IResult Send(
        string name, string fingerprint, StyleSheets sheets, IResponseCompressionProvider compression, IWebHostEnvironment environment,
        HttpContext http)
    {
        if (sheets.Find(name) is not { } sheet)
        {
            return Results.NotFound();
        }

        // A page from before an upgrade asks for the old sheet. It receives the new one, but may not keep it under the old address.
        var mayBeKept = fingerprint == sheet.Fingerprint && !environment.IsDevelopment();
        var (bytes, encoding) = sheet.In(compression.GetCompressionProvider(http)?.EncodingName);
        http.Response.Headers.CacheControl = mayBeKept ? "public, max-age=31536000, immutable" : "no-cache";
        http.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        http.Response.Headers.ContentEncoding = encoding;
        return Results.Bytes(bytes, "text/css; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{sheet.Fingerprint}\"", isWeak: true));
    }
}
