using Slipway.ApiServer.Storage.Memory;

namespace Slipway.EndToEnd.Tests.Planes;

/// <summary>All that outlives a plane: any number of planes may go on from here, each by itself.</summary>
/// <param name="Time">When it was saved.</param>
/// <param name="Database">What its key spaces hold. Not to be written to.</param>
/// <param name="Keys">Its key files, by name.</param>
internal sealed record PlaneState(DateTimeOffset Time, MemoryDatabase Database, IReadOnlyDictionary<string, string> Keys);
