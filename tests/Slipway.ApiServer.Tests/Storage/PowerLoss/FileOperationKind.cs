namespace Slipway.ApiServer.Tests.Storage.PowerLoss;

internal enum FileOperationKind
{
    Create,
    CreateDirectory,
    Write,
    Resize,
    Sync,
    Rename,
    Delete,
}
