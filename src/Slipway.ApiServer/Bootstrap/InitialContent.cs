using Slipway.ApiServer.Storage;

namespace Slipway.ApiServer.Bootstrap;

/// <summary>An initial object as one cluster has it.</summary>
internal sealed class InitialContent(InitialObject shared, InitialStamp stamp) : DerivedContent
{
    public override byte[] Encode(long revision) => shared.Encode(stamp, revision);
}
