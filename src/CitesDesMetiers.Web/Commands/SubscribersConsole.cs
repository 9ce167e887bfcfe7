namespace CitesDesMetiers.Web.Commands;

/// <summary>What the <c>subscribers</c> commands share.</summary>
internal sealed class SubscribersConsole(IServiceProvider services, TextWriter output, TextWriter errors) : CommandConsole(services, output, errors)
{
    /// <summary>Creates a scope with its own database context.</summary>
    public AsyncServiceScope Beside() => Get<IServiceScopeFactory>().CreateAsyncScope();
}
