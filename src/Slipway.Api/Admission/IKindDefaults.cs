namespace Slipway.Api.Admission;

/// <summary>Defaults of one kind, beyond what its schema says. Pure: the object and what it was before decide.</summary>
/// <typeparam name="T">The class of the kind.</typeparam>
internal interface IKindDefaults<in T>
    where T : class
{
    /// <summary>Sets what has a default; true when it set something. <paramref name="old"/> is null for a new object.</summary>
    bool Default(T obj, T? old, DefaultingContext context);
}
