using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace CitesDesMetiers.Web.Platform;

/// <summary>
/// For forms with a picture: 20 MB of files in all. The announced length is looked at before the body is read. A form that
/// is larger is read without its files, so that what was typed comes back beside the message; beyond that, 413 and its page.
/// </summary>
/// <param name="input">Name of the field beside which the message stands.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FormLimitAttribute(string input) : Attribute, IAsyncAuthorizationFilter, IOrderedFilter
{
    public string Input => input;

    /// <summary>Bytes: the largest picture, with the texts around it.</summary>
    public const long MaxRequest = 21 * 1024 * 1024;

    /// <summary>Bytes. What is larger is no photo chosen by mistake: nothing of it is read.</summary>
    private const long MaxSkipped = 80 * 1024 * 1024;

    /// <summary>Before the one that looks for the antiforgery token in the body.</summary>
    public int Order => 0;

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
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
            input, $"Image : cet envoi pèse {length / 1024 / 1024} Mo ; 20 Mo au plus en tout. Votre texte est conservé : choisissez une image plus légère, ou réduisez-la.");
    }

    private static void Limit(HttpContext context, long bytes)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = bytes;
        }
    }
}
