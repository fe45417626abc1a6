using Slipway.ApiServer.Storage;

namespace Slipway.ApiServer.Controllers;

/// <summary>A piece of work for a <see cref="BackgroundWorker"/>.</summary>
internal readonly record struct JanitorTask(BackgroundWorker Worker, JanitorWork Work, StoreKey Key);
