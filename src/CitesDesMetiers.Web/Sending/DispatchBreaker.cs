using System.Collections.Concurrent;

namespace CitesDesMetiers.Web.Sending;

/// <summary>
/// Notices that a relay refuses the issue rather than single addresses, so that a dispatch is paused before it has burnt
/// its whole audience. Kept in memory: another instance, or a restart, begins to count anew.
/// </summary>
internal sealed class DispatchBreaker
{
    /// <summary>Refusals in a row that are not about the address: policy, content, size.</summary>
    public const int RefusalsOfTheMessage = 5;

    /// <summary>Refusals in a row whatever their cause: no real list has that many dead addresses side by side.</summary>
    public const int RefusalsOfAnyKind = 25;

    /// <summary>Messages in a row whose final dot was never answered.</summary>
    public const int Silences = 5;

    private readonly ConcurrentDictionary<int, Count> counts = new();

    public void Accepted(int dispatchId) => counts.TryRemove(dispatchId, out _);

    /// <summary>Counts a refusal or a silence. Why the dispatch must pause, in words for the editor, or null to go on.</summary>
    public string? Add(int dispatchId, SendResult result)
    {
        var count = counts.AddOrUpdate(dispatchId, _ => default(Count).Plus(result), (_, before) => before.Plus(result));
        return count switch
        {
            { OfTheMessage: >= RefusalsOfTheMessage } =>
                $"Le relais de messagerie a refusé {count.OfTheMessage} messages de suite, à cause de leur contenu ou de sa politique : {result.Reply}",
            { OfAnyKind: >= RefusalsOfAnyKind } => $"Le relais de messagerie a refusé {count.OfAnyKind} adresses de suite : {result.Reply}",
            { Silent: >= Silences } =>
                $"Le relais de messagerie n’a pas confirmé {count.Silent} messages de suite : on ne sait pas s’ils sont partis. Vérifiez le relais avant de reprendre.",
            _ => null,
        };
    }

    private readonly record struct Count(int OfTheMessage, int OfAnyKind, int Silent)
    {
        public Count Plus(SendResult result) =>
            result.Outcome is SendOutcome.Uncertain ? this with { Silent = Silent + 1 }
            : IsAboutTheAddress(result) ? this with { OfAnyKind = OfAnyKind + 1 }
            : this with { OfTheMessage = OfTheMessage + 1, OfAnyKind = OfAnyKind + 1 };

        /// <summary>RFC 3463: x.1.x is about the address, x.2.x about the mailbox. Without a code, a refused recipient is its own fault.</summary>
        private static bool IsAboutTheAddress(SendResult result) =>
            result.EnhancedCode is { } code ? code[2] is '1' or '2' && code[3] == '.' : result.Stage is SendStage.Recipient;
    }
}
