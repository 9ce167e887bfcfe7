using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Razor;

namespace CitesDesMetiers.Web.Hosting;

/// <summary>Finds views beside their controller: the folder is the controller's namespace after <c>.Features.</c></summary>
internal sealed class FeatureViews : IViewLocationExpander
{
    private const string Marker = ".Features.";
    private const string Key = "feature";

    public static string? FolderOf(string? controllerNamespace) =>
        controllerNamespace?.IndexOf(Marker, StringComparison.Ordinal) is { } at and >= 0
            ? controllerNamespace[(at + Marker.Length)..].Replace('.', '/')
            : null;

    public void PopulateValues(ViewLocationExpanderContext context) =>
        context.Values[Key] = FolderOf((context.ActionContext.ActionDescriptor as ControllerActionDescriptor)?.ControllerTypeInfo.Namespace);

    public IEnumerable<string> ExpandViewLocations(ViewLocationExpanderContext context, IEnumerable<string> viewLocations)
    {
        if (context.Values[Key] is { } folder)
        {
            yield return $"/Features/{folder}/{{0}}.cshtml";
        }

        yield return "/Features/Layout/{0}.cshtml";
    }
}
