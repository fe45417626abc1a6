namespace Slipway.ApiServer.Admission;

/// <summary>
/// Which webhooks or policies of a request are to be asked once more, as the object has changed after they saw it: only those that want
/// it, and that were asked in the first round.
/// </summary>
/// <typeparam name="T">What tells one from another.</typeparam>
internal sealed class Reinvocation<T>(IEqualityComparer<T>? comparer = null)
{
    private readonly HashSet<T> _asked = new(comparer);
    private readonly HashSet<T> _again = new(comparer);

    /// <summary>Whether the second round runs.</summary>
    public bool IsSecondRound { get; private set; }

    /// <summary>Whether one has changed the object.</summary>
    public bool IsWanted { get; private set; }

    public bool Skips(T one) => IsSecondRound && !_again.Contains(one);

    /// <summary>Begins the second round.</summary>
    /// <param name="isChanged">Whether others have changed the object since the end of the first.</param>
    public void Begin(bool isChanged)
    {
        IsSecondRound = true;
        if (isChanged)
        {
            AskAgain();
        }
    }

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

    /// <summary>One was asked.</summary>
    /// <param name="one">Which.</param>
    /// <param name="wantsAgain">Whether it wants to be asked once more when the object changes.</param>
    public void Asked(T one, bool wantsAgain)
    {
        if (wantsAgain)
        {
            _asked.Add(one);
        }
    }
}
