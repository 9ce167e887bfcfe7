namespace CitesDesMetiers.Web.Commands;

/// <summary>What the <c>subscribers</c> commands share.</summary>
internal sealed class SubscribersConsole(IServiceProvider services, TextWriter output, TextWriter errors) : CommandConsole(services, output, errors)
{
    /// <summary>By whom, as the journal shows it.</summary>
    public const string ByName = "Ligne de commande";

    /// <summary>With scope and context of its own, beside what this one does.</summary>
    public AsyncServiceScope Beside() => Get<IServiceScopeFactory>().CreateAsyncScope();
}
