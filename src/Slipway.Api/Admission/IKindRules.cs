namespace Slipway.Api.Admission;

/// <summary>Defaults and validation of one kind, beyond what its schema says. Pure: the object and what it was before decide.</summary>
/// <typeparam name="T">The class of the kind.</typeparam>
internal interface IKindRules<in T>
    where T : class
{
    /// <summary>Sets what is unset and has a default; true when it set something.</summary>
    bool Default(T obj, T? old);

    /// <summary>Adds what is wrong to the context; <paramref name="old"/> is null for a new object.</summary>
    void Validate(T obj, T? old, ValidationContext context);
}
