using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.App;

/// <summary>
/// Every site of a run has the same controllers. What reflection says of them takes a quarter of a second of a processor, so it is read
/// for the first site and copied for the others.
/// </summary>
internal sealed class ControllersReadOnce(IApplicationModelProvider reader) : IApplicationModelProvider
{
    private static readonly Lock Gate = new();
    private static List<ControllerModel>? read;

    public int Order => reader.Order;

    /// <summary>Wraps the framework's own reader, which is internal and known by its name.</summary>
    public static void Add(IServiceCollection services)
    {
        var own = services.Single(s => s.ImplementationType?.Name == "DefaultApplicationModelProvider");
        services.Remove(own);
        services.AddTransient<IApplicationModelProvider>(
            s => new ControllersReadOnce((IApplicationModelProvider)ActivatorUtilities.CreateInstance(s, own.ImplementationType!)));
    }

    public void OnProvidersExecuting(ApplicationModelProviderContext context)
    {
        // Without controllers, the reader adds the filters of this site alone.
        var filters = new ApplicationModelProviderContext([]);
        reader.OnProvidersExecuting(filters);
        foreach (var filter in filters.Result.Filters)
        {
            context.Result.Filters.Add(filter);
        }

        foreach (var controller in Read(context).Select(c => new ControllerModel(c) { Application = context.Result }))
        {
            context.Result.Controllers.Add(controller);
        }
    }

    public void OnProvidersExecuted(ApplicationModelProviderContext context) => reader.OnProvidersExecuted(context);

    private List<ControllerModel> Read(ApplicationModelProviderContext context)
    {
        lock (Gate)
        {
            if (read is null)
            {
                var all = new ApplicationModelProviderContext(context.ControllerTypes);
                reader.OnProvidersExecuting(all);
                read = [.. all.Result.Controllers];
            }

            return read;
        }
    }
}
