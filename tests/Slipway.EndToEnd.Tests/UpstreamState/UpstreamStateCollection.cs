namespace Slipway.EndToEnd.Tests.UpstreamState;

/// <summary>The tests that look at one cluster, made once for all of them.</summary>
[CollectionDefinition]
public sealed class UpstreamStateCollection : ICollectionFixture<OurPlane>;
