using System.Collections.Concurrent;
using System.Reflection;
using CitesDesMetiers.BrowserTests;
using Microsoft.Playwright;
using Xunit.v3;

[assembly: ClosesPages]

namespace CitesDesMetiers.BrowserTests;

/// <summary>
/// Closes the profiles that a test opened when it is over. Pages left open go on asking their site, whether it still runs or not, and each costs a
/// process.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class ClosesPagesAttribute : BeforeAfterTestAttribute
{
    private static readonly ConcurrentDictionary<string, ConcurrentBag<IBrowserContext>> Opened = new();

    /// <summary>To be closed after the current test; kept open if there is none.</summary>
    public static void Remember(IBrowserContext context)
    {
        if (TestContext.Current.Test is { } test)
        {
            Opened.GetOrAdd(test.UniqueID, _ => []).Add(context);
        }
    }

    /// <summary>Nobody has to wait for it: closing may take a moment, and the next test has pages of its own.</summary>
    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (Opened.TryRemove(test.UniqueID, out var contexts))
        {
            _ = Task.WhenAll(contexts.Select(c => c.CloseAsync()));
        }
    }
}
