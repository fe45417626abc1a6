namespace Slipway.ApiServer.Hosting;

/// <summary>A connection of which one direction can end before the other, as TCP's can.</summary>
public interface IHalfClosable
{
    /// <summary>Tells the other end that nothing more is written; what it writes can still be read.</summary>
    void CompleteWrites();
}
