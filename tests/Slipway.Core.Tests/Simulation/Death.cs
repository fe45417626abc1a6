namespace Slipway.Core.Tests.Simulation;

/// <summary>When the controllers die: at one of their writes, once it is done but not answered. Nothing they do counts from then on.</summary>
internal sealed class Death
{
    private readonly Lock _lock = new();
    private int _left = -1;

    /// <summary>Whether they are dead.</summary>
    public bool Has { get; private set; }

    /// <summary>Completes when they die.</summary>
    public TaskCompletionSource Came { get; private set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets them die at a write to come.</summary>
    /// <param name="write">Which, counted from 1.</param>
    public void Await(int write)
    {
        lock (_lock)
        {
            (_left, Has) = (write, false);
            Came = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>New ones take their place, and live.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            (_left, Has) = (-1, false);
        }
    }

    /// <summary>Makes a write, or does not.</summary>
    /// <exception cref="IOException">They have died.</exception>
    public async Task<T> WriteAsync<T>(Func<Task<T>> write)
    {
        bool dies, happens;
        lock (_lock)
        {
            dies = Has || (_left > 0 && --_left == 0);
            happens = !Has;
            Has |= dies;
        }

        var result = happens ? await write() : default;
        if (dies)
        {
            Came.TrySetResult();
            throw new IOException("the controllers have died");
        }

        return result!;
    }
}
