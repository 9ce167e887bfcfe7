using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Razor;

namespace CitesDesMetiers.Web.Platform;

/// <summary>Finds views beside their controller. The folder of the views follows from the namespace of the controller.</summary>
internal sealed class ViewsBesideControllers : IViewLocationExpander
{
    private const string Root = "CitesDesMetiers.Web.";
    private const string Key = "folder";

    public static string? FolderOf(string? controllerNamespace) =>
        controllerNamespace?.StartsWith(Root, StringComparison.Ordinal) == true ? controllerNamespace[Root.Length..].Replace('.', '/') : null;

    public void PopulateValues(ViewLocationExpanderContext context) =>
        context.Values[Key] = FolderOf((context.ActionContext.ActionDescriptor as ControllerActionDescriptor)?.ControllerTypeInfo.Namespace);

    public IEnumerable<string> ExpandViewLocations(ViewLocationExpanderContext context, IEnumerable<string> viewLocations)
    {
        if (context.Values[Key] is { } folder)
        {
            yield return $"/{folder}/{{0}}.cshtml";
        }

        yield return "/Ui/Layout/{0}.cshtml";
    }
}
