using CitesDesMetiers.Web.Newsletter.Subscribers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace CitesDesMetiers.Web.Desk.Imports;

/// <summary>A table to download, written to the response while it is read.</summary>
/// <param name="name">The file name without extension.</param>
internal sealed class SheetResult(string name, SheetFormat format, Func<Stream, CancellationToken, Task> write) : IActionResult
{
    public Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        response.ContentType = SheetWriter.MediaType(format);
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment")
        {
            FileName = $"{name}.{(format is SheetFormat.Xlsx ? "xlsx" : "csv")}",
        }.ToString();
        return write(response.Body, context.HttpContext.RequestAborted);
    }
}
