namespace Slipway.Cli.Plane;

/// <summary>Closes what was opened, in the opposite order.</summary>
internal sealed class AsyncStack : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _opened = new();

    public T Push<T>(T opened)
        where T : IAsyncDisposable
    {
        _opened.Push(opened);
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        while (_opened.TryPop(out var next))
        {
            await next.DisposeAsync();
        }
    }
}
