using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.InteropServices;

namespace PluginSign.Tests.Loading;

/// <summary>Small assemblies, written when a test needs them.</summary>
internal static class ManagedSource
{
    /// <summary>An assembly with one public class; it may derive from the class of another one.</summary>
    public static ManagedSourceClass Class(string folder, string assembly, Type? parent = null, string? import = null)
    {
        PersistedAssemblyBuilder builder = new(new AssemblyName(assembly) { Version = new Version(1, 0, 0, 0) }, typeof(object).Assembly);
        TypeBuilder type = builder.DefineDynamicModule(assembly).DefineType($"{assembly}.Thing", TypeAttributes.Public | TypeAttributes.Class, parent ?? typeof(object));
        type.DefineDefaultConstructor(MethodAttributes.Public);
        MethodBuilder text = type.DefineMethod(nameof(ToString), MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig, typeof(string), []);
        ILGenerator body = text.GetILGenerator();
        body.Emit(OpCodes.Ldstr, $"a thing of {assembly}");
        if (import is not null)
        {
            MethodBuilder native = type.DefinePInvokeMethod(
                "getpid", import, MethodAttributes.Public | MethodAttributes.Static | MethodAttributes.PinvokeImpl, CallingConventions.Standard, typeof(int), [], CallingConvention.Winapi, CharSet.Ansi);
            body.Emit(OpCodes.Call, native);
            body.Emit(OpCodes.Pop);
        }

        body.Emit(OpCodes.Ret);
        Type created = type.CreateType();
        string path = Path.Combine(folder, assembly + ".dll");
        builder.Save(path);
        return new ManagedSourceClass(path, created);
    }
}
