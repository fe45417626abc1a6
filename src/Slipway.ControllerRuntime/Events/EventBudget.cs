namespace Slipway.ControllerRuntime.Events;

/// <summary>
/// How many events one source may tell about one object: 25 at once and another each five minutes, as client-go's spam filter has it. An
/// object that a thousand others belong to has said by then what it has to say.
/// </summary>
internal sealed class EventBudget
{
    private const int Burst = 25;
    private const int Remembered = 4096;
    private static readonly TimeSpan Refill = TimeSpan.FromMinutes(5);

    private readonly Dictionary<(string Source, string Uid), Account> _accounts = [];
    private readonly Queue<(string Source, string Uid)> _oldestFirst = new();

    /// <summary>Takes one event from the budget.</summary>
    /// <returns>False when it is used up: the event is not to be told.</returns>
    public bool TryTake(EventIdentity identity, DateTimeOffset now)
    {
        var key = (identity.Source, identity.Uid);
        double left = Burst;
        if (_accounts.TryGetValue(key, out var account))
        {
            left = Math.Min(Burst, account.Left + ((now - account.Since) / Refill));
        }
        else
        {
            Enter(key);
        }

        var isThere = left >= 1;
        _accounts[key] = new Account(isThere ? left - 1 : left, now);
        return isThere;
    }

    private void Enter((string Source, string Uid) key)
    {
        _oldestFirst.Enqueue(key);
        if (_oldestFirst.Count > Remembered)
        {
            _accounts.Remove(_oldestFirst.Dequeue());
        }
    }

    private sealed record Account(double Left, DateTimeOffset Since);
}
