namespace Slipway.EndToEnd.Tests.Kills;

/// <summary>What was answered, by all clients together.</summary>
internal sealed class KillLedger
{
    private readonly Lock _gate = new();
    private readonly HashSet<(string Name, long Version)> _written = [];
    private readonly HashSet<string> _deleted = [];
    private long _highest;

    /// <summary>How many writes were answered.</summary>
    public int Answered { get; private set; }

    /// <summary>How many writes were refused as they should be: conflicts.</summary>
    public int Refused { get; private set; }

    /// <summary>How many writes had no answer, and were found done; and not done.</summary>
    public (int Done, int Undone) Unanswered { get; private set; }

    /// <summary>The greatest resourceVersion that any client has seen.</summary>
    public long Highest
    {
        get
        {
            lock (_gate)
            {
                return _highest;
            }
        }
    }

    public void See(long version)
    {
        lock (_gate)
        {
            _highest = Math.Max(_highest, version);
        }
    }

    public void Write(string name, string version)
    {
        lock (_gate)
        {
            Answered++;
            var number = long.Parse(version, System.Globalization.CultureInfo.InvariantCulture);
            Assert.True(_written.Add((name, number)), $"{name} was written twice at version {version}");
            _highest = Math.Max(_highest, number);
        }
    }

    public void Delete(string name)
    {
        lock (_gate)
        {
            Answered++;
            _deleted.Add(name);
        }
    }

    public void Refuse()
    {
        lock (_gate)
        {
            Refused++;
        }
    }

    public void Settle(bool wasDone)
    {
        lock (_gate)
        {
            Unanswered = wasDone ? (Unanswered.Done + 1, Unanswered.Undone) : (Unanswered.Done, Unanswered.Undone + 1);
        }
    }

    /// <summary>Takes out what a watch must have told by now.</summary>
    public (IReadOnlyCollection<(string Name, long Version)> Written, IReadOnlyCollection<string> Deleted) TakeNews()
    {
        lock (_gate)
        {
            var news = (_written.ToList(), _deleted.ToList());
            _written.Clear();
            _deleted.Clear();
            return news;
        }
    }
}
