using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace CitesDesMetiers.Web.Platform.Reading;

/// <summary>
/// Marks a page or a feed that is the same for everybody who is not signed in. It is kept by <see cref="ReadingCache"/> and compressed, so
/// it must contain no token and set no cookie. Only the query parameters that its action reads distinguish one answer from another.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ReadingPageAttribute : Attribute, IActionModelConvention, IResultFilter
{
    /// <summary>The names of the query parameters that the action reads.</summary>
    public StringValues Parameters { get; private set; }

    public void Apply(ActionModel action)
    {
        Parameters = new([.. action.Parameters.SelectMany(p => NamesIn(p.ParameterInfo)).Distinct(StringComparer.OrdinalIgnoreCase)]);
        foreach (var selector in action.Selectors)
        {
            selector.EndpointMetadata.Add(this);
        }
    }

    public void OnResultExecuting(ResultExecutingContext context)
    {
        var http = context.HttpContext;
        if (ReadingVersion.Of(http) is not { } tag
            || context.Result is IStatusCodeActionResult { StatusCode: not null and not StatusCodes.Status200OK })
        {
            return;
        }

        var headers = http.Response.Headers;
        headers.Vary = HeaderNames.AcceptEncoding;
        if (headers.CacheControl.Count == 0)
        {
            // Browsers ask each time, and are told in a few bytes that nothing changed.
            headers.CacheControl = "no-cache";
        }

        if (context.Result is FileResult { EntityTag: not null })
        {
            return;
        }

        headers.ETag = tag.ToString();
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
        {
            context.Result = new StatusCodeResult(StatusCodes.Status304NotModified);
        }
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }

    private static IEnumerable<string> NamesIn(ParameterInfo parameter) =>
        parameter.ParameterType.GetProperties().Select(p => p.GetCustomAttribute<FromQueryAttribute>()?.Name)
            .Append(parameter.GetCustomAttribute<FromQueryAttribute>()?.Name ?? parameter.Name)
            .OfType<string>();
}
