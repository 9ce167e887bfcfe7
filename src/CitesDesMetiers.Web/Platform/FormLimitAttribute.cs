using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace CitesDesMetiers.Web.Platform;

/// <summary>
/// Limits forms with pictures to 20 MB of files in all. The filter checks Content-Length before it reads the body. It reads a larger
/// form without its files, so that the typed texts come back beside the message. Above the second limit, the response is 413.
/// </summary>
/// <param name="input">Name of the field beside which the message is shown.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class FormLimitAttribute(string input) : Attribute, IAsyncAuthorizationFilter, IOrderedFilter
{
    public string Input => input;

    /// <summary>In bytes: the largest picture and the texts of the form.</summary>
    public const long MaxRequest = 21 * 1024 * 1024;

    /// <summary>In bytes. A larger request is refused unread.</summary>
    private const long MaxSkipped = 80 * 1024 * 1024;

    /// <summary>Runs before the antiforgery filter, which reads the body.</summary>
    public int Order => 0;

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var request = context.HttpContext.Request;
        var length = request.ContentLength;
        Limit(context.HttpContext, length > MaxRequest ? MaxSkipped : MaxRequest);
        if (length is null or <= MaxRequest)
        {
            return;
        }

        if (length > MaxSkipped || await FormTexts.ReadAsync(request, context.HttpContext.RequestAborted) is not { } texts)
        {
            context.Result = new StatusCodeResult(StatusCodes.Status413PayloadTooLarge);
            return;
        }

        request.Form = texts;
        context.ModelState.AddModelError(
            input,
            $"Image : cet envoi pèse {length / 1024 / 1024} Mo ; 20 Mo au plus en tout. Votre texte est conservé : choisissez une "
                + "image plus légère, ou réduisez-la.");
    }

    private static void Limit(HttpContext context, long bytes)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = bytes;
        }
    }
}
