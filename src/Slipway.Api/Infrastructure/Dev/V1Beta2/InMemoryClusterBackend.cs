namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>A pretended cluster inside the program. It has nothing to set yet.</summary>
public sealed class InMemoryClusterBackend;
