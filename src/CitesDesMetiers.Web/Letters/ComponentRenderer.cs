using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace CitesDesMetiers.Web.Letters;

/// <summary>Renders Razor components to strings outside a request.</summary>
public sealed class ComponentRenderer(IServiceScopeFactory scopes, ILoggerFactory loggers)
{
    public async Task<string> RenderAsync<TComponent>(Dictionary<string, object?> parameters, CancellationToken cancellation)
        where TComponent : IComponent
    {
        cancellation.ThrowIfCancellationRequested();
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters));
            return root.ToHtmlString();
        });
    }
}
