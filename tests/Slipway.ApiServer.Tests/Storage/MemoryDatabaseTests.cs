using Microsoft.Extensions.Time.Testing;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Storage.Memory;
using static Slipway.ApiServer.Tests.Storage.Writes;

namespace Slipway.ApiServer.Tests.Storage;

public sealed class MemoryDatabaseTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Copy_WrittenTo_GoesOnFromTheSameRevisionByItself()
    {
        var token = TestContext.Current.CancellationToken;
        await using var original = new MemoryDatabase(_time);
        var store = await original.OpenSpaceAsync("one", cancellationToken: token);
        var first = await CreateAsync(store, Pod("a"));

        await using var copy = original.Copy(_time);
        var copied = await copy.OpenSpaceAsync("one", cancellationToken: token);
        var second = await CreateAsync(copied, Pod("b"));
        await copy.OpenSpaceAsync("two", cancellationToken: token);

        Assert.Equal(first, copied.Get(Pod("a")));
        Assert.Equal(first.Revision + 1, second.Revision);
        Assert.Equal((first.Revision, null), (store.Revision, store.Get(Pod("b"))));
        Assert.Equal(["one"], original.ListSpaces());
    }

    [Fact]
    public async Task Copy_OriginalDisposed_IsThereStill()
    {
        var token = TestContext.Current.CancellationToken;
        var original = new MemoryDatabase(_time);
        await CreateAsync(await original.OpenSpaceAsync("one", cancellationToken: token), Pod("a"));
        await using var copy = original.Copy(_time);

        await original.DisposeAsync();

        var copied = await copy.OpenSpaceAsync("one", cancellationToken: token);
        Assert.NotNull(copied.Get(Pod("a")));
        Assert.Throws<RevisionTooOldException>(() => copied.Watch("pods", "default", fromRevision: 1));
    }
}
