using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Sending.Returns;

/// <summary>The counts of one reading of the mailbox.</summary>
public sealed class ReturnTally
{
    private readonly SortedDictionary<FailureCause, int> failures = [];

    public int Read { get; private set; }
    public IReadOnlyDictionary<FailureCause, int> Failures => failures;
    public int Complaints { get; private set; }
    public int Unsubscriptions { get; private set; }

    /// <summary>Automatic replies, notices of delay, and reports about people no longer in the database.</summary>
    public int WithoutEffect { get; private set; }
    public int KnownAlready { get; private set; }

    /// <summary>Mails with news of a Cité.</summary>
    public int News { get; private set; }

    /// <summary>Messages left for a person.</summary>
    public int LeftForPerson { get; private set; }

    /// <summary>Messages left for the next reading.</summary>
    public int Waiting { get; private set; }

    /// <summary>Addresses put on the suppression list.</summary>
    public int Suppressed { get; private set; }

    internal void Add(ReadReturn read, ReturnEffect? effect)
    {
        Read++;
        Suppressed += effect is { IsStopped: true } ? 1 : 0;
        switch (read.Meaning, effect?.Result)
        {
            case (ReturnMeaning.NotUnderstood, _):
                LeftForPerson++;
                break;
            case (ReturnMeaning.News, _):
                News++;
                break;
            case (_, ReturnResult.KnownAlready):
                KnownAlready++;
                break;
            case (_, ReturnResult.NotYet):
                Waiting++;
                break;
            case (ReturnMeaning.Failure, ReturnResult.Recorded):
                failures[read.Verdict!.Cause] = failures.GetValueOrDefault(read.Verdict.Cause) + 1;
                break;
            case (ReturnMeaning.Complaint, ReturnResult.Recorded):
                Complaints++;
                break;
            case (ReturnMeaning.Unsubscription, ReturnResult.Recorded):
                Unsubscriptions++;
                break;
            default:
                WithoutEffect++;
                break;
        }
    }
}
