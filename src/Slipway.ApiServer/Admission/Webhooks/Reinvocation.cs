namespace Slipway.ApiServer.Admission.Webhooks;

/// <summary>
/// Which webhooks of a request are to be asked once more, as the object has changed after they saw it: only those that want it, and
/// that were asked in the first round.
/// </summary>
internal sealed class Reinvocation
{
    private readonly HashSet<Webhook> _asked = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Webhook> _again = new(ReferenceEqualityComparer.Instance);

    /// <summary>Whether the second round runs.</summary>
    public bool IsSecondRound { get; private set; }

    /// <summary>Whether a webhook has changed the object.</summary>
    public bool IsWanted { get; private set; }

    public bool Skips(Webhook webhook) => IsSecondRound && !_again.Contains(webhook);

    public void Begin() => IsSecondRound = true;

    /// <summary>The object was changed: whoever was asked before must see it.</summary>
    public void Changed()
    {
        IsWanted = true;
        AskAgain();
    }

    /// <summary>Lets all that were asked be asked once more.</summary>
    public void AskAgain()
    {
        _again.UnionWith(_asked);
        _asked.Clear();
    }

    public void Asked(Webhook webhook)
    {
        if (webhook.Reinvokes)
        {
            _asked.Add(webhook);
        }
    }
}
