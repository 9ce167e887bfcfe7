using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace CitesDesMetiers.Web.Platform;

/// <summary>Reads the texts of a form. Its files are read in small blocks and discarded.</summary>
internal static class FormTexts
{
    /// <summary>The maximum number of characters of one field. The longest text of the site has 40,000.</summary>
    private const int MaxLength = 100_000;
    private const int MaxFields = 200;

    /// <returns>The texts, or null when the body is not such a form or a text exceeds the limit.</returns>
    public static async Task<FormCollection?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 } boundary)
        {
            return null;
        }

        var texts = new KeyValueAccumulator();
        try
        {
            var reader = new MultipartReader(boundary.ToString(), request.Body);
            while (await reader.ReadNextSectionAsync(cancellation) is { } section)
            {
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) || !disposition.IsFormDisposition())
                {
                    continue;
                }

                if (texts.KeyCount == MaxFields || await TextAsync(section.Body, cancellation) is not { } text)
                {
                    return null;
                }

                texts.Append(HeaderUtilities.RemoveQuotes(disposition.Name).ToString(), text);
            }
        }
        catch (InvalidDataException)
        {
            return null;
        }

        return new FormCollection(texts.GetResults());
    }

    private static async Task<string?> TextAsync(Stream body, CancellationToken cancellation)
    {
        using var reader = new StreamReader(body, Encoding.UTF8, leaveOpen: true);
        var text = new char[MaxLength + 1];
        var length = await reader.ReadBlockAsync(text, cancellation);
        return length > MaxLength ? null : new string(text, 0, length);
    }
}
