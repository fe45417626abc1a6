namespace Slipway.ApiServer.Storage;

/// <summary>The store cannot do what was asked; the subtypes say why.</summary>
public abstract class StoreException : Exception
{
    private protected StoreException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
