using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Tests.Core.Subscribers;

public class SubscriberTests
{
    private static readonly DateTime Now = new(2026, 6, 1, 9, 0, 0, DateTimeKind.Utc);

    private readonly Subscriber subscriber = new(EmailAddress.Parse("ada@exemple.fr"), "key", "fr", null, Now);

    [Fact]
    public void Who_comes_back_has_no_end_any_more()
    {
        subscriber.Confirm(Consent(ConsentKind.Confirmed));
        subscriber.Unsubscribe(Consent(ConsentKind.Withdrawn));
        Assert.Equal(Now, subscriber.EndedAt);

        subscriber.Confirm(Consent(ConsentKind.Confirmed));
        Assert.Equal((SubscriberState.Confirmed, null), (subscriber.State, subscriber.EndedAt));
    }

    [Fact]
    public void Who_left_does_not_come_back_by_a_link_from_before()
    {
        subscriber.AskToConfirm([1], Consent(ConsentKind.Requested));
        Assert.True(subscriber.MayConfirm(Now));

        subscriber.Unsubscribe(Consent(ConsentKind.Withdrawn));
        Assert.False(subscriber.MayConfirm(Now));
    }

    [Fact]
    public void A_complaint_weighs_more_than_a_mailbox_that_is_closed()
    {
        subscriber.Confirm(Consent(ConsentKind.Confirmed));
        subscriber.Stop(SuppressionReason.Bounce, Now);
        subscriber.Stop(SuppressionReason.Complaint, Now);
        Assert.Equal(SubscriberState.Complained, subscriber.State);

        subscriber.Stop(SuppressionReason.Bounce, Now);
        Assert.Equal(SubscriberState.Complained, subscriber.State);
    }

    private static ConsentEvent Consent(ConsentKind kind) => new(kind, ConsentSource.Form, Now, "ada@exemple.fr", "fr", "Mots", "1", "1");
}
