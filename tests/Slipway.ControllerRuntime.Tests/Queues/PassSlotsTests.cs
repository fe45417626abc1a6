using Microsoft.Extensions.Time.Testing;
using Slipway.ControllerRuntime.Queues;

namespace Slipway.ControllerRuntime.Tests.Queues;

public sealed class PassSlotsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new();
    private readonly PassSlots _slots;

    public PassSlotsTests() => _slots = new PassSlots(places: 2, most: 4, Patience, _time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Room_WhenAPassEnds_OrHasBecomeSlow()
    {
        var first = _slots.Begin();
        _slots.Begin();
        var room = _slots.WaitForRoomAsync(Token).AsTask();
        Assert.False(room.IsCompleted);

        _slots.End(first);
        await room;

        _slots.Begin();
        room = _slots.WaitForRoomAsync(Token).AsTask();
        Assert.False(room.IsCompleted);

        _time.Advance(Patience);
        await room;
    }

    [Fact]
    public async Task Room_WithAllPlacesTakenByWhatIsSlow_IsThereOnceOneOfThemEnds()
    {
        var slots = new List<PassSlots.Slot>();
        for (var i = 0; i < 4; i++)
        {
            await _slots.WaitForRoomAsync(Token);
            slots.Add(_slots.Begin());
            _time.Advance(Patience);
        }

        var room = _slots.WaitForRoomAsync(Token).AsTask();
        _time.Advance(Patience * 100);
        Assert.False(room.IsCompleted);

        _slots.End(slots[2]);
        await room;
    }

    [Fact]
    public async Task Idle_WhenTheLastPassHasEnded()
    {
        var (quick, slow) = (_slots.Begin(), _slots.Begin());
        var idle = _slots.WaitUntilIdleAsync();
        _slots.End(quick);
        _time.Advance(Patience);
        Assert.False(idle.IsCompleted);

        _slots.End(slow);
        await idle;
    }
}
