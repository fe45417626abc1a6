using Slipway.ApiServer.Storage;

namespace Slipway.ApiServer.Controllers;

/// <summary>A piece of work for a <see cref="Janitor"/>.</summary>
internal readonly record struct JanitorTask(Janitor Janitor, JanitorWork Work, StoreKey Key);
