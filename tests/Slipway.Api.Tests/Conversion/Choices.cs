namespace Slipway.Api.Tests.Conversion;

/// <summary>Decisions that a property test makes for us, one after the other; when they have run out, the first choice is taken.</summary>
internal sealed class Choices(IReadOnlyList<byte> decisions)
{
    private int _next;

    /// <summary>One of so many.</summary>
    public int Of(int count) => _next < decisions.Count ? decisions[_next++] % count : 0;

    /// <summary>One of these.</summary>
    public T Of<T>(IReadOnlyList<T> items) => items[Of(items.Count)];
}
